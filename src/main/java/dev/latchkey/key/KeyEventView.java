package dev.latchkey.key;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.id.TypeId;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A change to a key as the API shows it. */
@Schema(name = "KeyEvent", description = "One change to a key.")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record KeyEventView(
        @Schema(examples = "event_01jd9qv3m8e9kb4c5f6g7h8j9k")
        String id,

        @Schema(
                description = "`rotated`: it was given a second secret. `retired`: its old secret was retired for its "
                        + "silence. `exposed_in_browser`: a secret key was first seen to come from a browser. `leak_found`: its "
                        + "token was found where others can read it, and it goes on working. More may "
                        + "be added.")
        KeyEventType type,

        Instant occurredAt,
        @Schema(examples = "key_01jd9qv3m8e9kb4c5f6g7h8j9k") String apiKeyId,

        @Schema(
                nullable = true,
                examples = "secret_01jd9qv3m8e9kb4c5f6g7h8j9k",
                description = "The secret that was made, retired or exposed.")
        String keySecretId,

        @Schema(
                nullable = true,
                examples = "key_01jd9qv3m8e9kb4c5f6g7h8j9k",
                description = "The key that did it; null when a person or the service itself did.")
        String actorApiKeyId,

        @Schema(
                nullable = true,
                examples = "secret_01jd9qv3m8e9kb4c5f6g7h8j9k",
                description = "The secret that the actor came with.")
        String actorKeySecretId,

        @Schema(
                nullable = true,
                examples = "user_01jd9qv3m8e9kb4c5f6g7h8j9k",
                description = "The person who did it in the dashboard; null when no person did.")
        String actorUserId,

        @Schema(nullable = true, description = "The request that did it, as usage logs name it.")
        String requestId,

        @Schema(nullable = true, examples = "overlap PT24H", description = "How, for people.")
        String detail) {

    static KeyEventView of(KeyEvent event) {
        return new KeyEventView(
                TypeId.KEY_EVENT.format(event.id),
                event.type,
                event.occurredAt,
                TypeId.API_KEY.format(event.apiKeyId),
                Optional.ofNullable(event.keySecretId)
                        .map(TypeId.KEY_SECRET::format)
                        .orElse(null),
                Optional.ofNullable(event.actorApiKeyId)
                        .map(TypeId.API_KEY::format)
                        .orElse(null),
                Optional.ofNullable(event.actorKeySecretId)
                        .map(TypeId.KEY_SECRET::format)
                        .orElse(null),
                Optional.ofNullable(event.actorUserId).map(TypeId.USER::format).orElse(null),
                event.requestId,
                event.detail);
    }
}
