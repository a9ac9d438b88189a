package dev.latchkey.key;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import dev.latchkey.Waiting;
import dev.latchkey.key.TestKeys.TestKey;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RestoreTest {

    @Inject
    TestKeys keys;

    @Inject
    Pool pool;

    private UUID acme;
    private TestKey mine;
    private TestKey other;
    private String path;

    @BeforeEach
    void twoKeys() {
        acme = keys.organization();
        mine = keys.secret(acme);
        other = keys.secret(acme);
        path = "/v1/api-keys/" + other.id();
    }

    @Test
    void aRevocationIsUndoneWithinAnHour() {
        as(mine).post(path + "/revoke").then().statusCode(200);
        as(other).get("/v1/verify").then().statusCode(401);

        as(mine).post(path + "/restore").then().statusCode(200).body("status", equalTo("active"));

        as(other).get("/v1/verify").then().statusCode(200);
        as(mine).get(path + "/events").then().body("data.type", equalTo(List.of("restored", "revoked", "created")));
    }

    @Test
    void afterAnHourItIsNot() {
        as(mine).post(path + "/revoke").then().statusCode(200);
        pool.preparedQuery("update api_keys set revoked_at = revoked_at - interval '61 minutes' where id = $1")
                .execute(Tuple.of(other.uuid()))
                .await()
                .atMost(Waiting.PATIENCE);

        assertNotRestorable();
        as(other).get("/v1/verify").then().statusCode(401);
    }

    @Test
    void whatIsNotRevokedCannotBeRestored() {
        assertNotRestorable();
    }

    @Test
    void whatIsForeignDoesNotExist() {
        var theirs = keys.secret(keys.organization());
        as(theirs).post(path + "/restore").then().statusCode(404);
    }

    private void assertNotRestorable() {
        as(mine).post(path + "/restore").then().statusCode(409).body("code", equalTo("key_not_restorable"));
    }

    private static RequestSpecification as(TestKey key) {
        return given().header("x-api-key", key.token());
    }
}
