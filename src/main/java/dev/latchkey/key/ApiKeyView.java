package dev.latchkey.key;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.id.TypeId;
import dev.latchkey.organization.Environment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A key as the API shows it. */
@Schema(name = "ApiKey", description = "A key, without its token.")
@JsonInclude(JsonInclude.Include.ALWAYS)
record ApiKeyView(
        @Schema(examples = "key_01jd9qv3m8e9kb4c5f6g7h8j9k") String id,
        @Schema(examples = "Checkout backend") String name,
        @Schema(nullable = true) String description,
        Map<String, String> metadata,
        KeyType type,
        Environment environment,

        @Schema(examples = "mf_sk_test_…x7Qp", description = "The start and the last four characters of the token.")
        String hint,

        KeyStatus status,
        Instant createdAt,
        @Schema(nullable = true) Instant expiresAt,
        @Schema(nullable = true) Instant revokedAt,

        @Schema(description = "The only things it may do; empty when it may do everything that keys of its type may.")
        List<String> scopes,

        @Schema(description = "The only addresses it may be used from; empty when it may be used from any.")
        List<String> allowedAddresses,

        @Schema(
                nullable = true,
                description = "When a request was last made with it, as far as the usage log knows; null when never.")
        Instant lastUsedAt,

        @Schema(description = "The secrets that prove the key, newest first: one, or two while it rotates.")
        List<KeySecretView> secrets) {

    ApiKeyView {
        metadata = Map.copyOf(metadata);
        scopes = List.copyOf(scopes);
        allowedAddresses = List.copyOf(allowedAddresses);
        secrets = List.copyOf(secrets);
    }

    static ApiKeyView of(ApiKey key, Optional<Instant> lastUsedAt, List<KeySecretView> secrets, Instant now) {
        return new ApiKeyView(
                TypeId.API_KEY.format(key.id),
                key.name,
                key.description,
                KeyProperties.metadata(key),
                key.type,
                key.environment,
                key.hint,
                key.status(now),
                key.createdAt,
                key.expiresAt,
                key.revokedAt,
                list(key.scopes),
                list(key.allowedAddresses),
                lastUsedAt.orElse(null),
                secrets);
    }

    private static List<String> list(String[] texts) {
        return texts == null ? List.of() : List.of(texts);
    }
}
