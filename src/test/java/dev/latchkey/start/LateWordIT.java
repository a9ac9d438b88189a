package dev.latchkey.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.start.Databases.Database;
import dev.latchkey.start.FaultProxy.Weather;
import dev.latchkey.start.Replicas.Key;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Word of a change that comes late, in another order than the changes were made, or over a connection that is dead. */
class LateWordIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final Databases databases = new Databases();

    @Test
    void aChangeThatIsCommittedAfterALaterOneIsNotMissed() throws Exception {
        var database = databases.create();
        try (var replicas = new Replicas(database).add(2)) {
            var first = replicas.createKey();
            var second = replicas.createKey();
            accept(replicas, first);
            accept(replicas, second);

            try (var slow = database.open();
                    var quick = database.open()) {
                revoke(slow, first);
                revoke(quick, second);
                quick.commit();
                awaitRefused(replicas, second);
                accept(replicas, first);

                slow.commit();
                awaitRefused(replicas, first);
            }
        }
    }

    /** The replica reaches Postgres otherwise, so that it is no longer behind than without notifications. */
    @Test
    void aReplicaWhoseConnectionIsDeadFindsOutByAsking() throws Exception {
        var database = databases.create();
        try (var proxy = new FaultProxy(database.port());
                var replicas = new Replicas(database)) {
            var well = replicas.add(Map.of());
            var deaf = replicas.add(throughProxy(database, proxy));
            var key = replicas.createKey();
            accept(replicas, key);

            proxy.silenceThoseThere();
            var receipt = replicas.revoke(well, key);

            awaitEffective(Instant.parse(receipt.path("effectiveBy").asText()));
            assertThat(replicas.status(deaf, key)).isNotEqualTo(200);
            await().atMost(PATIENCE).until(() -> replicas.status(deaf, key) == 401);
        }
    }

    @Test
    void aReplicaWhoseConnectionLagsIsCountedUntilItsGraceIsOver() throws Exception {
        var database = databases.create();
        try (var proxy = new FaultProxy(database.port());
                var replicas = new Replicas(database)) {
            var well = replicas.add(Map.of());
            var lagging = replicas.add(throughProxy(database, proxy));
            var key = replicas.createKey();
            accept(replicas, key);

            proxy.become(Weather.LATE);
            var receipt = replicas.revoke(well, key);

            assertThat(receipt.path("replicasConfirmed").asInt()).isEqualTo(1);
            assertThat(receipt.path("replicasOutstanding").asInt()).isEqualTo(1);
            awaitEffective(Instant.parse(receipt.path("effectiveBy").asText()));
            assertThat(replicas.status(lagging, key)).isNotEqualTo(200);

            proxy.restore();
            await().atMost(PATIENCE).until(() -> replicas.status(lagging, key) == 401);
        }
    }

    private static Map<String, String> throughProxy(Database database, FaultProxy proxy) {
        return Map.of(
                "LATCHKEY_KEYS_CACHE_OUTAGE_GRACE",
                "6s",
                "QUARKUS_DATASOURCE_KEY_FEED_REACTIVE_URL",
                database.url().replace(":" + database.port() + "/", ":" + proxy.port() + "/"));
    }

    private static void revoke(Connection connection, Key key) throws SQLException {
        try (var statement = connection.prepareStatement(
                "update api_keys set revoked_at = now() where id = (select api_key_id from key_secrets where hint like ?)")) {
            statement.setString(1, "%" + key.token().substring(key.token().length() - 4));
            statement.executeUpdate();
        }
    }

    private static void accept(Replicas replicas, Key key) {
        replicas.all()
                .forEach(service -> assertThat(replicas.status(service, key)).isEqualTo(200));
    }

    private static void awaitRefused(Replicas replicas, Key key) {
        replicas.all().forEach(service -> await().atMost(PATIENCE).until(() -> replicas.status(service, key) == 401));
    }

    private static void awaitEffective(Instant effectiveBy) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> Instant.now().isAfter(effectiveBy));
    }
}
