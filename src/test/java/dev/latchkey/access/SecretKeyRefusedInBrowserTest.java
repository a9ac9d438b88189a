package dev.latchkey.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.latchkey.audit.TestUsage;
import dev.latchkey.key.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A secret key that a browser sends is refused where that is configured. */
@QuarkusTest
@TestProfile(SecretKeyRefusedInBrowserTest.Refusing.class)
class SecretKeyRefusedInBrowserTest {

    @Inject
    TestKeys keys;

    @Inject
    TestUsage usage;

    public static final class Refusing implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "latchkey.restrictions.secret-key-in-browser",
                    "refuse",
                    "latchkey.proxy.forwarding",
                    "x-forwarded-for",
                    "latchkey.proxy.trusted",
                    "127.0.0.1,::1");
        }
    }

    @Test
    void aPageMayNotUseItAndABackendMay() {
        var acme = keys.organization();
        var secret = keys.secret(acme);
        given().header("x-api-key", secret.token())
                .header("Origin", "https://shop.example.com")
                .get("/v1/verify")
                .then()
                .statusCode(403)
                .body("code", equalTo("secret_key_in_browser"))
                .header("Access-Control-Allow-Origin", nullValue());
        given().header("x-api-key", secret.token()).get("/v1/verify").then().statusCode(200);

        usage.awaitRows(acme, 2);
        given().header("x-api-key", secret.token())
                .get("/v1/usage-logs?reason=secret_key_in_browser")
                .then()
                .body("data.size()", equalTo(1))
                .body("data[0].secretKeyInBrowser", equalTo(true));
    }
}
