package dev.latchkey.key;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import dev.latchkey.Waiting;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** While a pepper replaces another, what was made with either works. */
@QuarkusTest
@TestProfile(TwoPeppersTest.TwoPeppers.class)
class TwoPeppersTest {

    private static final String OTHER = "the other pepper, which is also of more than 32 characters";

    @Inject
    TestKeys keys;

    @Inject
    Authenticator authenticator;

    @Inject
    Pool pool;

    public static final class TwoPeppers implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("latchkey.keys.other-pepper", OTHER, "latchkey.keys.other-pepper-id", "other");
        }
    }

    @Test
    void keysOfBothWorkAndAreRevoked() {
        var acme = keys.organization();
        var mine = keys.secret(acme);
        var old = keys.secret(acme);
        var token = authenticator.parse(old.token()).orElseThrow();
        pool.preparedQuery("update key_secrets set digest = $1, pepper_id = 'other' where api_key_id = $2")
                .execute(Tuple.of(
                        io.vertx.core.buffer.Buffer.buffer(
                                new Pepper("other", OTHER).digest(token).bytes()),
                        old.uuid()))
                .await()
                .atMost(Waiting.PATIENCE);

        assertStatus(mine.token(), 200);
        assertStatus(old.token(), 200);
        assertStatus(old.token(), 200);
        given().header("x-api-key", mine.token())
                .post("/v1/api-keys/" + old.id() + "/revoke")
                .then()
                .statusCode(200);

        assertStatus(old.token(), 401);
        assertStatus(mine.token(), 200);
        given().header("x-api-key", keys.unknownToken())
                .get("/v1/verify")
                .then()
                .statusCode(401)
                .body("code", equalTo("key_invalid"));
    }

    private static void assertStatus(String token, int status) {
        given().header("x-api-key", token).get("/v1/verify").then().statusCode(status);
    }
}
