package dev.latchkey.access;

import static io.restassured.RestAssured.given;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URL;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ManagementPortTest.OfItsOwn.class)
class ManagementPortTest {

    /** A build whose operations are on a port of their own. */
    public static class OfItsOwn implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.management.enabled", "true", "quarkus.management.test-port", "0");
        }
    }

    @TestHTTPResource(value = "failed-attempts", management = true)
    URL management;

    @Test
    void failedAttemptsAreShownOnTheManagementPortOnly() {
        given().get(management).then().statusCode(200);
        // As every path that is not there, to who has no key.
        given().get("/q/failed-attempts").then().statusCode(401);
    }
}
