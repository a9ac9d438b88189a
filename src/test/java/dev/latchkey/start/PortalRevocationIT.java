package dev.latchkey.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.start.FaultProxy.Weather;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A portal session that ends on one replica is over on the others, by the time its receipt says. */
class PortalRevocationIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String GRACE = "LATCHKEY_KEYS_CACHE_OUTAGE_GRACE";

    @RegisterExtension
    static final Databases databases = new Databases();

    @Test
    void howeverItEndsItEndsEverywhere() throws Exception {
        try (var replicas = new Replicas(databases.create()).add(2)) {
            var customer = customer(replicas);
            var one = session(replicas, customer);
            var two = session(replicas, customer);
            var three = session(replicas, customer);
            for (var session : new JsonNode[] {one, two, three}) {
                assertThat(status(replicas, 0, session)).isEqualTo(200);
                assertThat(status(replicas, 1, session)).isEqualTo(200);
            }

            var receipt = replicas.call(
                    replicas.get(0),
                    "DELETE",
                    "/v1/portal-sessions/" + one.path("id").asText(),
                    "");
            assertThat(receipt.path("replicasConfirmed").asInt()).isEqualTo(2);
            assertThat(receipt.path("replicasOutstanding").asInt()).isZero();
            assertThat(status(replicas, 1, one)).isEqualTo(401);
            assertThat(status(replicas, 1, two)).isEqualTo(200);

            replicas.post(replicas.get(1), "/v1/portal-sessions/end-all", "{\"customerId\": \"" + customer + "\"}");
            assertThat(status(replicas, 0, two)).isEqualTo(401);
            assertThat(status(replicas, 0, three)).isEqualTo(401);

            var four = session(replicas, customer);
            assertThat(status(replicas, 1, four)).isEqualTo(200);
            replicas.call(replicas.get(0), "DELETE", "/v1/customers/" + customer, "");
            assertThat(status(replicas, 0, four)).isEqualTo(401);
            await().atMost(PATIENCE).until(() -> status(replicas, 1, four) == 401);
        }
    }

    @Test
    void aReplicaThatIsCutOffGoesOnUntilTheReceiptSaysAndNoLonger() throws Exception {
        var database = databases.create();
        try (var proxy = new FaultProxy(database.port());
                var replicas = new Replicas(database)) {
            replicas.add(Map.of(GRACE, "6s"));
            var url = database.url().replace(":" + database.port() + "/", ":" + proxy.port() + "/");
            replicas.add(Map.of(GRACE, "6s", "QUARKUS_DATASOURCE_REACTIVE_URL", url));
            var session = session(replicas, customer(replicas));
            assertThat(status(replicas, 1, session)).isEqualTo(200);

            proxy.become(Weather.CUT);
            var receipt = replicas.call(
                    replicas.get(0),
                    "DELETE",
                    "/v1/portal-sessions/" + session.path("id").asText(),
                    "");
            assertThat(receipt.path("replicasOutstanding").asInt()).isEqualTo(1);
            var effectiveBy = Instant.parse(receipt.path("effectiveBy").asText());
            await().atMost(PATIENCE).until(() -> Instant.now().isAfter(effectiveBy));

            assertThat(status(replicas, 1, session)).isEqualTo(503);
        }
    }

    private static String customer(Replicas replicas) {
        return replicas.post(replicas.get(0), "/v1/customers", "{\"name\": \"Kari\"}")
                .path("id")
                .asText();
    }

    private static JsonNode session(Replicas replicas, String customer) {
        return replicas.post(
                replicas.get(0),
                "/v1/portal-sessions",
                "{\"customerId\": \"" + customer + "\", \"returnUrl\": \"https://shop.example/\"}");
    }

    private static int status(Replicas replicas, int replica, JsonNode session) {
        return replicas.portalStatus(
                replicas.get(replica), session.path("token").asText());
    }
}
