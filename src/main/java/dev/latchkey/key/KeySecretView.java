package dev.latchkey.key;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.id.TypeId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A secret as the API shows it. */
@Schema(name = "KeySecret", description = "One value that proves a key, without the value.")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record KeySecretView(
        @Schema(
                examples = "secret_01jd9qv3m8e9kb4c5f6g7h8j9k",
                description = "What usage logs name as `keySecretId`; not the secret itself.")
        String id,

        @Schema(examples = "mf_sk_test_…x7Qp", description = "The start and the last four characters of the token.")
        String hint,

        Instant createdAt,

        @Schema(
                nullable = true,
                description = "When a request was last made with it, as far as the usage log knows; null when never.")
        Instant lastUsedAt,

        @Schema(
                nullable = true,
                description = "When it stops working; null for the newest one. The moment is kept exactly.")
        Instant retiresAt,

        @Schema(
                type = SchemaType.STRING,
                format = "duration",
                examples = "PT6H",
                nullable = true,
                description = "How long it must be silent to retire before `retiresAt`; null when silence changes "
                        + "nothing.")
        String retireWhenIdleFor,

        @Schema(
                description = "True for the older of two secrets when the newer one has been used, and no request has "
                        + "been made with the older one for an hour, counted from the making of the newer one or the "
                        + "last use of the older one, whichever is later. Requests rarer than that are not foreseen.")
        boolean safeToRetire) {

    /** @param live the secrets of one key, newest first */
    static List<KeySecretView> of(List<LiveSecret> live, Instant now) {
        return IntStream.range(0, live.size())
                .mapToObj(i -> of(live.get(i), i > 0 && live.get(i).isSafeToRetire(live.get(i - 1), now)))
                .toList();
    }

    private static KeySecretView of(LiveSecret secret, boolean safeToRetire) {
        return new KeySecretView(
                TypeId.KEY_SECRET.format(secret.id()),
                secret.hint(),
                secret.createdAt(),
                secret.lastUsedAt().orElse(null),
                secret.retiresAt().orElse(null),
                secret.retireWhenIdleFor().map(Duration::toString).orElse(null),
                safeToRetire);
    }
}
