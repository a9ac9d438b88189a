package dev.latchkey.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.latchkey.audit.TestUsage;
import dev.latchkey.key.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Behind a proxy the decision and the row go by the address that it has added. */
@QuarkusTest
@TestProfile(TrustedProxyTest.BehindProxy.class)
class TrustedProxyTest {

    @Inject
    TestKeys keys;

    @Inject
    TestUsage usage;

    public static final class BehindProxy implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("latchkey.proxy.forwarding", "x-forwarded-for", "latchkey.proxy.trusted", "127.0.0.1,::1");
        }
    }

    @Test
    void theDecisionAndTheRowGoByTheClient() {
        var acme = keys.organization();
        var mine = keys.secret(acme);
        String token = as(mine.token())
                .contentType(ContentType.JSON)
                .body("{\"name\": \"Office\", \"allowedAddresses\": [\"198.51.100.0/24\"]}")
                .post("/v1/api-keys")
                .then()
                .statusCode(201)
                .extract()
                .path("token");

        from("198.51.100.1", token).get("/v1/verify").then().statusCode(200);
        from("198.51.100.1, 203.0.113.66", token)
                .get("/v1/verify")
                .then()
                .statusCode(403)
                .body("detail", containsString("203.0.113.66"));
        as(token).get("/v1/verify").then().statusCode(403);

        usage.awaitRows(acme, 4);
        for (var address : new String[] {"198.51.100.1", "203.0.113.66"}) {
            as(mine.token())
                    .get("/v1/usage-logs?clientAddress=" + address)
                    .then()
                    .body("data.size()", equalTo(1));
        }
    }

    private static RequestSpecification from(String hops, String token) {
        return as(token).header("X-Forwarded-For", hops);
    }

    private static RequestSpecification as(String token) {
        return given().header("x-api-key", token);
    }
}
