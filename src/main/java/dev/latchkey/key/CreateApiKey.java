package dev.latchkey.key;

import dev.latchkey.restriction.RateLimitView;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a new key is to be. It belongs to the organization and environment of the key that makes it. */
@Schema(name = "CreateApiKey")
public record CreateApiKey(
        @Schema(examples = "Checkout backend", required = true)
        @NotBlank(message = "must not be empty")
        @Size(max = KeySettings.MAX_NAME, message = "must be at most {max} characters")
        @Pattern(regexp = "[^\\p{Cc}\\p{Cs}]*", message = "must not hold control characters")
        String name,

        @Schema(defaultValue = "secret") KeyType type,

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

    /** A key that is not limited but, perhaps, in time. */
    static CreateApiKey unlimited(KeyType type, String name, Optional<Instant> expiresAt) {
        return new CreateApiKey(name, type, null, null, expiresAt.orElse(null), null, null, null, null);
    }

    /** Another key that may do the same. */
    static CreateApiKey like(ApiKey key) {
        var settings = UpdateApiKey.of(key);
        return new CreateApiKey(
                settings.name(),
                key.type,
                settings.description(),
                settings.metadata(),
                settings.expiresAt(),
                settings.scopes(),
                settings.allowedAddresses(),
                settings.allowedOrigins(),
                settings.rateLimit());
    }

    KeyType typeOrDefault() {
        return Optional.ofNullable(type).orElse(KeyType.SECRET);
    }
}
