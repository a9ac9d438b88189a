package dev.latchkey.key;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import dev.latchkey.audit.TestUsage;
import dev.latchkey.key.TestKeys.TestKey;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LastUsesTest {

    @Inject
    TestKeys keys;

    @Inject
    TestUsage usage;

    private UUID acme;
    private TestKey mine;
    private TestKey reader;

    @BeforeEach
    void aKey() {
        acme = keys.organization();
        mine = keys.secret(acme);
        reader = keys.secret(acme);
    }

    @Test
    void aKeyThatWasNeverUsedSaysSo() {
        as(mine).get("/v1/api-keys/" + keys.secret(acme).id()).then().body("lastUsedAt", nullValue());
    }

    @Test
    void everyUseIsSeenHoweverSoonItFollowsTheOneBefore() {
        var other = keys.secret(acme);
        for (int i = 0; i < 3; i++) {
            as(other).get("/v1/verify").then().statusCode(200);
            usage.awaitQuiet();

            assertThat(lastUseOf(other)).isEqualTo(newestRowOf(other));
        }
    }

    @Test
    void aListTellsTheLastUseOfEachOfItsKeys() {
        var other = keys.secret(acme);
        as(other).get("/v1/verify");
        as(mine).get("/v1/verify");
        usage.awaitQuiet();

        as(reader)
                .get("/v1/api-keys")
                .then()
                .body("data.lastUsedAt", hasItems(newestRowOf(other), newestRowOf(mine), null));
    }

    private String lastUseOf(TestKey key) {
        return as(reader).get("/v1/api-keys/" + key.id()).path("lastUsedAt");
    }

    private String newestRowOf(TestKey key) {
        return as(reader).queryParam("apiKeyId", key.id()).get("/v1/usage-logs").path("data[0].occurredAt");
    }

    private static RequestSpecification as(TestKey key) {
        return given().header("x-api-key", key.token());
    }
}
