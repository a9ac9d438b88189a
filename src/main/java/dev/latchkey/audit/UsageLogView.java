package dev.latchkey.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.id.TypeId;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One row of the usage log as the API shows it. */
@Schema(name = "UsageLog", description = "One request that was made with a key or in a portal session.")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record UsageLogView(
        @Schema(examples = "log_01jd9qv3m8e9kb4c5f6g7h8j9k") String id,

        @Schema(description = "When the answer began to leave.")
        Instant occurredAt,

        @Schema(nullable = true, examples = "key_01jd9qv3m8e9kb4c5f6g7h8j9k", description = "Null in a portal session.")
        String apiKeyId,

        @Schema(
                nullable = true,
                examples = "secret_01jd9qv3m8e9kb4c5f6g7h8j9k",
                description = "Which of the key's secrets was used; not the secret itself.")
        String keySecretId,

        @Schema(examples = "test") String environment,
        @Schema(examples = "GET") String method,

        @Schema(examples = "/v1/verify", description = "Without the query string, which is never stored.")
        String path,

        @Schema(nullable = true, examples = "/v1/verify", description = "Null when no route matched.")
        String route,

        @Schema(nullable = true, examples = "200", description = "Null when the client was gone before it was sent.")
        Integer status,

        @Schema(examples = "420", description = "From arrival to the beginning of the answer, in microseconds.")
        long durationMicros,

        @Schema(nullable = true, examples = "203.0.113.9") String clientAddress,
        @Schema(nullable = true, examples = "curl/8.5.0") String userAgent,
        @Schema(examples = "req_01jd9qv3m8e9kb4c5f6g7h8j9k") String requestId,

        @Schema(
                nullable = true,
                examples = "key_revoked",
                description = "Why the request was refused, when its key was the cause.")
        String reason,

        @Schema(
                nullable = true,
                examples = "export csv from=2026-01-01T00:00:00Z to=2026-02-01T00:00:00Z",
                description = "What the request was for, where its path does not say: the range of an export.")
        String detail,

        @Schema(description = "True when a secret key came from a browser, where anybody can read it.")
        boolean secretKeyInBrowser,

        @Schema(
                nullable = true,
                examples = "ps_01jd9qv3m8e9kb4c5f6g7h8j9k",
                description = "The portal session that it was made in, if it was.")
        String portalSessionId,

        @Schema(
                nullable = true,
                examples = "cus_01jd9qv3m8e9kb4c5f6g7h8j9k",
                description = "Whose portal session it was.")
        String customerId) {

    static UsageLogView of(Row row) {
        var status = row.getShort("status");
        return new UsageLogView(
                TypeId.USAGE_LOG.format(row.getUUID("id")),
                row.getOffsetDateTime("occurred_at").toInstant(),
                id(TypeId.API_KEY, row, "api_key_id"),
                id(TypeId.KEY_SECRET, row, "key_secret_id"),
                row.getString("environment"),
                row.getString("method"),
                row.getString("path"),
                row.getString("route"),
                status == null ? null : status.intValue(),
                row.getLong("duration_us"),
                row.getString("client_address"),
                row.getString("user_agent"),
                row.getString("request_id"),
                row.getString("reason"),
                row.getString("detail"),
                row.getBoolean("secret_key_in_browser"),
                id(TypeId.PORTAL_SESSION, row, "portal_session_id"),
                id(TypeId.CUSTOMER, row, "customer_id"));
    }

    private static String id(TypeId kind, Row row, String column) {
        var id = row.getUUID(column);
        return id == null ? null : kind.format(id);
    }

    UUID uuid() {
        return TypeId.USAGE_LOG.parse(id).orElseThrow();
    }
}
