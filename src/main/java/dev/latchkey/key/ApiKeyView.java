package dev.latchkey.key;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.id.TypeId;
import dev.latchkey.organization.Environment;
import dev.latchkey.restriction.RateLimitView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A key as the API shows it. */
@Schema(name = "ApiKey", description = "A key, without its token.")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ApiKeyView(
        @Schema(examples = "key_01jd9qv3m8e9kb4c5f6g7h8j9k") String id,
        @Schema(examples = "Checkout backend") String name,
        KeyType type,
        Environment environment,

        @Schema(examples = "mf_sk_test_…x7Qp", description = "The start and the last four characters of the token.")
        String hint,

        KeyStatus status,
        Instant createdAt,
        @Schema(nullable = true) Instant expiresAt,
        @Schema(nullable = true) Instant revokedAt,

        @Schema(
                nullable = true,
                description = "When a request was last made with it, as far as the usage log knows; null when never.")
        Instant lastUsedAt,

        @Schema(
                nullable = true,
                description =
                        "When this secret key first came from a browser, where anybody can read it: rotate it, and "
                                + "use a publishable key there. Null when it never did.")
        Instant exposedInBrowserAt,

        @Schema(nullable = true) String description,
        Map<String, String> metadata,

        @Schema(description = "What it may do; none means everything.")
        List<String> scopes,

        @Schema(description = "Where it may be used from; none means anywhere.")
        List<String> allowedAddresses,

        @Schema(description = "Which pages may use it in a browser; none means any.")
        List<String> allowedOrigins,

        @Schema(nullable = true) RateLimitView rateLimit,

        @Schema(description = "The secrets that prove the key, newest first: one, or two while it rotates.")
        List<KeySecretView> secrets) {

    public ApiKeyView {
        metadata = Map.copyOf(metadata);
        scopes = List.copyOf(scopes);
        allowedAddresses = List.copyOf(allowedAddresses);
        allowedOrigins = List.copyOf(allowedOrigins);
        secrets = List.copyOf(secrets);
    }

    static ApiKeyView of(ApiKey key, Optional<Instant> lastUsedAt, List<KeySecretView> secrets, Instant now) {
        return new ApiKeyView(
                TypeId.API_KEY.format(key.id),
                key.name,
                key.type,
                key.environment,
                key.hint,
                key.status(now),
                key.createdAt,
                key.expiresAt,
                key.revokedAt,
                lastUsedAt.orElse(null),
                key.exposedInBrowserAt,
                key.description,
                key.metadata(),
                key.scopes(),
                key.allowedAddresses(),
                key.allowedOrigins(),
                UpdateApiKey.of(key).rateLimit(),
                secrets);
    }
}
