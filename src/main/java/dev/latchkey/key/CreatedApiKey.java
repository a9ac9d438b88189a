package dev.latchkey.key;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.id.TypeId;
import dev.latchkey.idempotency.HoldsSecret;
import dev.latchkey.organization.Environment;
import dev.latchkey.restriction.RateLimitView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A new key with its token: the only answer that ever holds one. */
@Schema(description = "A new key. The token is shown here and never again.")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record CreatedApiKey(
        @Schema(examples = "key_01jd9qv3m8e9kb4c5f6g7h8j9k") String id,
        @Schema(examples = "Checkout backend") String name,
        KeyType type,
        Environment environment,
        @Schema(examples = "mf_sk_test_…x7Qp") String hint,

        @Schema(
                nullable = true,
                description =
                        "What to send as `x-api-key`. Store it now: it cannot be shown again. Null in a replay of "
                                + "this answer, which `tokenOmitted` says.")
        String token,

        @Schema(description = "Whether this is a replay of the answer that had the token, which is not stored.")
        boolean tokenOmitted,

        KeyStatus status,
        Instant createdAt,
        @Schema(nullable = true) Instant expiresAt,
        @Schema(nullable = true) String description,
        Map<String, String> metadata,

        @Schema(description = "What it may do; none means everything.")
        List<String> scopes,

        @Schema(description = "Where it may be used from; none means anywhere.")
        List<String> allowedAddresses,

        @Schema(description = "Which pages may use it in a browser; none means any.")
        List<String> allowedOrigins,

        @Schema(nullable = true) RateLimitView rateLimit)
        implements HoldsSecret<CreatedApiKey> {

    public CreatedApiKey {
        metadata = Map.copyOf(metadata);
        scopes = List.copyOf(scopes);
        allowedAddresses = List.copyOf(allowedAddresses);
        allowedOrigins = List.copyOf(allowedOrigins);
    }

    static CreatedApiKey of(KeyIssuer.Issued issued, Instant now) {
        var key = issued.key();
        return new CreatedApiKey(
                TypeId.API_KEY.format(key.id),
                key.name,
                key.type,
                key.environment,
                key.hint,
                issued.token().text(),
                false,
                key.status(now),
                key.createdAt,
                key.expiresAt,
                key.description,
                key.metadata(),
                key.scopes(),
                key.allowedAddresses(),
                key.allowedOrigins(),
                UpdateApiKey.of(key).rateLimit());
    }

    @Override
    public CreatedApiKey withoutSecret() {
        return new CreatedApiKey(
                id,
                name,
                type,
                environment,
                hint,
                null,
                true,
                status,
                createdAt,
                expiresAt,
                description,
                metadata,
                scopes,
                allowedAddresses,
                allowedOrigins,
                rateLimit);
    }

    @Override
    public String toString() {
        return "CreatedApiKey " + id;
    }
}
