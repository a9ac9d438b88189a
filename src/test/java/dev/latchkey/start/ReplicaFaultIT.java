package dev.latchkey.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.start.FaultProxy.Weather;
import dev.latchkey.start.Replicas.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Replicas that hear nothing, while another one revokes keys. The long version: {@code -Dcycles=1000 -Dkeys=10000}. */
class ReplicaFaultIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CYCLES = Integer.getInteger("cycles", 10);
    private static final int KEYS = Integer.getInteger("keys", 200);
    private static final int AT_ONCE = 16;
    private static final Map<String, String> SHORT_GRACE = Map.of("LATCHKEY_KEYS_CACHE_OUTAGE_GRACE", "6s");

    @RegisterExtension
    static final Databases databases = new Databases();

    @ParameterizedTest
    @EnumSource(
            value = Weather.class,
            names = {"CUT", "SILENT"})
    void aReplicaThatIsCutOffGoesOnUntilTheReceiptSaysAndNoLonger(Weather weather) throws Exception {
        var database = databases.create();
        try (var proxy = new FaultProxy(database.port());
                var replicas = new Replicas(database)) {
            var well = replicas.add(SHORT_GRACE);
            var url = database.url().replace(":" + database.port() + "/", ":" + proxy.port() + "/");
            var cutOff = replicas.add(
                    Map.of("LATCHKEY_KEYS_CACHE_OUTAGE_GRACE", "6s", "QUARKUS_DATASOURCE_REACTIVE_URL", url));
            var key = replicas.createKey();
            assertThat(replicas.status(cutOff, key)).isEqualTo(200);

            proxy.become(weather);
            var receipt = replicas.revoke(well, key);

            assertThat(receipt.path("replicasConfirmed").asInt()).isEqualTo(1);
            assertThat(receipt.path("replicasOutstanding").asInt()).isEqualTo(1);
            assertThat(replicas.status(well, key)).isEqualTo(401);
            assertThat(replicas.status(cutOff, key)).isEqualTo(200);
            awaitEffective(receipt);
            assertThat(replicas.status(cutOff, key)).isEqualTo(503);
            assertThat(cutOff.get("/q/health/ready", "").statusCode()).isEqualTo(503);

            proxy.restore();
            await().atMost(PATIENCE).until(() -> replicas.status(cutOff, key) == 401);
        }
    }

    @Test
    void theFirstRequestAfterAPauseIsDecidedByWhatIsTrueNow() throws Exception {
        var database = databases.create();
        try (var replicas = new Replicas(database)) {
            var awake = replicas.add(SHORT_GRACE);
            var paused = replicas.add(SHORT_GRACE);
            var revoked = replicas.createKey();
            var good = replicas.createKey();
            assertThat(replicas.status(paused, revoked)).isEqualTo(200);
            assertThat(replicas.status(paused, good)).isEqualTo(200);

            signal("-STOP", paused);
            var receipt = replicas.revoke(awake, revoked);
            assertThat(receipt.path("replicasOutstanding").asInt()).isEqualTo(1);
            awaitEffective(receipt);
            signal("-CONT", paused);

            assertThat(replicas.status(paused, revoked)).isNotEqualTo(200);
            await().atMost(PATIENCE).until(() -> replicas.status(paused, revoked) == 401);
            assertThat(replicas.status(paused, good)).isEqualTo(200);
        }
    }

    @Test
    void aReplicaThatLosesItsConnectionMissesNothing() throws Exception {
        var database = databases.create();
        var progress = new Progress("LISTEN killed", CYCLES);
        int late = 0;
        try (var replicas = new Replicas(database).add(2)) {
            for (int cycle = 0; cycle < CYCLES; cycle++) {
                var key = replicas.createKey();
                assertThat(replicas.status(replicas.get(1), key)).isEqualTo(200);
                database.execute("select pg_terminate_backend(pid) from pg_stat_activity "
                        + "where pid <> pg_backend_pid() and query like '%insert into replicas%'");
                awaitEffective(replicas.revoke(replicas.get(0), key));
                late += replicas.status(replicas.get(0), key) == 200 ? 1 : 0;
                late += replicas.status(replicas.get(1), key) == 200 ? 1 : 0;
                progress.step(late + " accepted after effectiveBy");
            }
        }
        assertThat(late).isZero();
    }

    @Test
    void aStormOfRevocationsIsHeardEverywhere() throws Exception {
        var database = databases.create();
        try (var replicas = new Replicas(database).add(2)) {
            var keys = new ArrayList<Key>();
            for (int i = 0; i < KEYS; i++) {
                keys.add(replicas.createKey());
                assertThat(replicas.status(replicas.get(i % 2), keys.get(i))).isEqualTo(200);
            }
            long began = System.nanoTime();
            var receipts = new ArrayList<Future<JsonNode>>();
            var threads = Executors.newFixedThreadPool(AT_ONCE);
            try {
                keys.forEach(key -> receipts.add(threads.submit(() -> replicas.revoke(replicas.get(0), key))));
                for (int i = 0; i < KEYS; i++) {
                    awaitEffective(receipts.get(i).get());
                    assertThat(replicas.status(replicas.get(i % 2), keys.get(i)))
                            .isEqualTo(401);
                }
            } finally {
                threads.shutdownNow();
            }
            new Progress("storm of revocations", 1)
                    .result(Map.of("keys", KEYS, "revoked/s", KEYS * 1_000_000_000L / (System.nanoTime() - began)));
            assertThat(database.number("select sequence from key_change_head")).isEqualTo(KEYS);
            assertThat(database.number("select count(*) from key_changes")).isEqualTo(KEYS);
        }
    }

    private static void awaitEffective(JsonNode receipt) {
        var effectiveBy = Instant.parse(receipt.path("effectiveBy").asText());
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> Instant.now().isAfter(effectiveBy));
    }

    private static void signal(String signal, Service service) throws Exception {
        var kill = new ProcessBuilder("kill", signal, String.valueOf(service.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }
}
