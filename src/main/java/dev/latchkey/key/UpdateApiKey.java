package dev.latchkey.key;

import dev.latchkey.restriction.RateLimitView;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What of a key can be changed: the fields of a merge patch, and what it makes of them. */
@Schema(
        name = "UpdateApiKey",
        description = "A JSON merge patch (RFC 7396): what is left out stays as it is, null removes.")
@RegisterForReflection
record UpdateApiKey(
        @Schema(examples = "Checkout backend", required = false)
        @NotBlank(message = "must not be empty")
        @Size(max = KeySettings.MAX_NAME, message = "must be at most {max} characters")
        @Pattern(regexp = "[^\\p{Cc}\\p{Cs}]*", message = "must not hold control characters")
        String name,

        @Schema(nullable = true)
        @Size(min = 1, max = KeySettings.MAX_DESCRIPTION, message = "must be {min} to {max} characters")
        @Pattern(regexp = "[^\\p{Cc}\\p{Cs}]*", message = "must not hold control characters")
        String description,

        @Schema(
                nullable = true,
                description = "At most 20 pairs of strings: keys of at most 40 characters, values of at most 500.")
        Map<String, String> metadata,

        @Schema(nullable = true, description = "When the key stops working; never, when it is left out.")
        Instant expiresAt,

        @Schema(
                nullable = true,
                description = "For secret keys: what it may do, such as `api_keys:read`. None means everything.")
        List<String> scopes,

        @Schema(
                nullable = true,
                description = "Addresses and networks, IPv4 or IPv6, that it may be used from, at most 50. None means "
                        + "any. A network with bits set after its prefix is refused.")
        List<String> allowedAddresses,

        @Schema(
                nullable = true,
                description = "For publishable keys: the origins whose pages may use it, at most 50, such as "
                        + "`https://app.example.com`, or `https://*.example.com` for any one label there. None means "
                        + "any. This stops browsers and nothing else: a program such as curl sends what it likes.")
        List<String> allowedOrigins,

        @Schema(nullable = true) @Valid RateLimitView rateLimit)
        implements KeySettings {

    /** The names of the fields that differ. */
    List<String> changedSince(UpdateApiKey before) {
        var now = values();
        var then = before.values();
        return now.keySet().stream()
                .filter(field -> !Objects.equals(now.get(field), then.get(field)))
                .toList();
    }

    private Map<String, Object> values() {
        var values = new LinkedHashMap<String, Object>();
        values.put("name", name);
        values.put("description", description);
        values.put("metadata", metadata);
        values.put("expiresAt", expiresAt);
        values.put("scopes", scopes);
        values.put("allowedAddresses", allowedAddresses);
        values.put("allowedOrigins", allowedOrigins);
        values.put("rateLimit", rateLimit);
        return values;
    }

    static UpdateApiKey of(ApiKey key) {
        return new UpdateApiKey(
                key.name,
                key.description,
                key.metadata(),
                key.expiresAt,
                key.scopes(),
                key.allowedAddresses(),
                key.allowedOrigins(),
                key.rateLimit().map(RateLimitView::of).orElse(null));
    }
}
