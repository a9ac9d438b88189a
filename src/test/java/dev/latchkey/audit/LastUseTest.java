package dev.latchkey.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Waiting;
import dev.latchkey.id.UuidV7;
import dev.latchkey.organization.Environment;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** When a secret was last used, as the writer keeps it and as it is asked for. */
@QuarkusTest
class LastUseTest {

    private final UuidV7 ids = new UuidV7();
    private final UUID key = UUID.randomUUID();
    private final UUID secret = UUID.randomUUID();
    private final Instant first = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @Inject
    UsageTable table;

    @Inject
    Pool pool;

    @Test
    void aUseSoonAfterAnotherIsSeenAlthoughItIsNotStored() {
        used(first);
        used(first.plusMillis(29_999), first.plusMillis(1));

        assertThat(stored()).isEqualTo(first);
        assertThat(lastUse()).isEqualTo(first.plusMillis(29_999));
    }

    @Test
    void theLastMomentThatIsNotStoredIsSeen() {
        used(first);
        used(first.plusSeconds(30));

        assertThat(stored()).isEqualTo(first);
        assertThat(lastUse()).isEqualTo(first.plusSeconds(30));
    }

    @Test
    void aUseLongAfterTheOneBeforeIsStored() {
        used(first);
        used(first.plusMillis(30_001));

        assertThat(stored()).isEqualTo(first.plusMillis(30_001));
    }

    @Test
    void aUseThatArrivesLateChangesNothing() {
        used(first);
        used(first.minus(Duration.ofMinutes(5)));

        assertThat(stored()).isEqualTo(first);
        assertThat(lastUse()).isEqualTo(first);
    }

    @Test
    void anotherSecretOfTheKeyHasItsOwn() {
        used(first);

        assertThat(ask("select last_used_at($1, $2)", key, UUID.randomUUID())).isNull();
    }

    private void used(Instant... times) {
        var events = Stream.of(times).map(this::event).toList();
        table.store(events).await().atMost(Waiting.PATIENCE);
        table.store(events).await().atMost(Waiting.PATIENCE);
    }

    private Instant stored() {
        return ask(
                "select last_used_at from key_secret_uses where api_key_id = $1 and key_secret_id = $2", key, secret);
    }

    private Instant lastUse() {
        return ask("select last_used_at($1, $2)", key, secret);
    }

    private Instant ask(String sql, UUID apiKey, UUID keySecret) {
        var time = pool.preparedQuery(sql)
                .execute(Tuple.of(apiKey, keySecret))
                .await()
                .atMost(Waiting.PATIENCE)
                .iterator()
                .next()
                .getOffsetDateTime(0);
        return time == null ? null : time.toInstant();
    }

    private UsageEvent event(Instant at) {
        return new UsageEvent(
                ids.next(at),
                at,
                Events.ORGANIZATION,
                Environment.TEST,
                key,
                secret,
                "GET",
                "/used",
                Optional.empty(),
                OptionalInt.of(200),
                Duration.ZERO,
                Optional.empty(),
                Optional.empty(),
                "req",
                Optional.empty(),
                Optional.empty(),
                false);
    }
}
