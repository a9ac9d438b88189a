package dev.latchkey.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.start.Replicas.Key;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A key with a limit is used on two replicas, which share it through Postgres, and then cannot. */
class RateLimitIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LIMIT = 50;
    private static final int AT_ONCE = 5;
    private static final int ROUNDS = 24;
    private static final String LIMITED =
            "{\"name\": \"Limited\", \"rateLimit\": {\"requests\": " + LIMIT + ", \"period\": \"PT1M\"}}";

    @RegisterExtension
    static final Databases databases = new Databases();

    @Test
    void aLimitHoldsForAllReplicasTogetherAndEachDoesWhatItIsToldWhenItCannotBeShared() throws Exception {
        var database = databases.create();
        try (var proxy = new FaultProxy(database.port());
                var replicas = new Replicas(database)) {
            var url = database.url().replace(":" + database.port() + "/", ":" + proxy.port() + "/");
            var local = replicas.add(settings(url, "local"));
            var refusing = replicas.add(settings(url, "refuse"));
            var key = replicas.createKey(LIMITED);

            long began = System.nanoTime();
            int allowed = 0;
            for (int round = 0; round < ROUNDS; round++) {
                var service = replicas.get(round % 2);
                allowed += allowed(replicas, service, key);
                await().atMost(PATIENCE).until(() -> service.metric("latchkey_rate_limits_waiting") == 0);
            }
            double cameBack = (System.nanoTime() - began) / 1e9 * LIMIT / 60;

            // A replica does not know of what the other took since its own last request.
            assertThat(allowed).isBetween(LIMIT, LIMIT + AT_ONCE + (int) Math.ceil(cameBack));
            new Progress("a limit of " + LIMIT + " on two replicas", 1)
                    .result(Map.of("asked", ROUNDS * AT_ONCE, "allowed", allowed, "came back", Math.round(cameBack)));

            proxy.cut();
            var seen = new HashSet<Integer>();
            await().atMost(PATIENCE).until(() -> note(seen, replicas.status(refusing, key)) == 503);
            assertThat(seen).isSubsetOf(200, 429, 503);
            seen.clear();
            await().atMost(PATIENCE)
                    .until(() -> note(seen, replicas.status(local, key)) == 200
                            && local.metric("latchkey_rate_limits_behind_seconds") > 2);
            assertThat(seen).isSubsetOf(200, 429);

            proxy.restore();
            await().atMost(PATIENCE).until(() -> Set.of(200, 429).contains(replicas.status(refusing, key)));
            await().atMost(PATIENCE).until(() -> local.metric("latchkey_rate_limits_behind_seconds") == 0);
        }
    }

    private static Map<String, String> settings(String url, String whenNotShared) {
        return Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL",
                url,
                "LATCHKEY_KEYS_CACHE_OUTAGE_GRACE",
                "1h",
                "LATCHKEY_RESTRICTIONS_RATE_LIMITS",
                "postgres",
                "LATCHKEY_RESTRICTIONS_WHEN_NOT_SHARED",
                whenNotShared);
    }

    private static int allowed(Replicas replicas, Service service, Key key) {
        int allowed = 0;
        for (int i = 0; i < AT_ONCE; i++) {
            int status = replicas.status(service, key);
            assertThat(status).isIn(200, 429);
            allowed += status == 200 ? 1 : 0;
        }
        return allowed;
    }

    private static int note(Set<Integer> seen, int status) {
        seen.add(status);
        return status;
    }
}
