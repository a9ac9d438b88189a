package dev.latchkey.account;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.latchkey.Waiting;
import dev.latchkey.id.TypeId;
import dev.latchkey.key.TestKeys;
import dev.latchkey.key.TestKeys.TestKey;
import dev.latchkey.patch.MergePatch;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class OrganizationResourceTest {

    private static final String CHANGES =
            "select count(*), coalesce(max(cardinality(digests)), 0) from key_changes where organization_id = $1";

    @Inject
    TestKeys keys;

    @Inject
    Pool pool;

    private UUID acme;
    private TestKey mine;

    @BeforeEach
    void aKey() {
        acme = keys.organization();
        mine = keys.secret(acme);
    }

    @Test
    void aKeySeesItsOwnOrganization() {
        as(mine).get("/v1/organization")
                .then()
                .statusCode(200)
                .body("id", equalTo(TypeId.ORGANIZATION.format(acme)))
                .body("name", equalTo("Organization of a test"))
                .body("createdAt", notNullValue())
                .body("defaultRateLimit", nullValue());
    }

    @Test
    void theDefaultLimitsEachKeyByItselfAndNoneThatHasItsOwn() {
        var limited = make(", \"rateLimit\": {\"requests\": 7, \"period\": \"PT1M\"}");
        var other = keys.live(acme);
        var theirs = keys.secret(keys.organization());
        as(other).get("/v1/verify").then().header("RateLimit-Policy", nullValue());

        patch("{\"defaultRateLimit\": {\"requests\": 2, \"period\": \"P1D\"}}")
                .statusCode(200)
                .body("defaultRateLimit.requests", equalTo(2))
                .body("defaultRateLimit.period", equalTo("PT24H"))
                .body("name", equalTo("Organization of a test"));

        as(other).get("/v1/verify").then().statusCode(200).header("RateLimit-Policy", equalTo("\"key\";q=2;w=86400"));
        as(other).get("/v1/verify").then().statusCode(200);
        as(other).get("/v1/verify").then().statusCode(429).header("Retry-After", notNullValue());
        as(mine).get("/v1/verify").then().statusCode(200).header("RateLimit", startsWith("\"key\";r=1;"));
        as(limited).get("/v1/verify").then().header("RateLimit-Policy", equalTo("\"key\";q=7;w=60"));
        as(theirs).get("/v1/verify").then().header("RateLimit-Policy", nullValue());
    }

    @Test
    void aDefaultIsTakenAwayAgain() {
        patch("{\"defaultRateLimit\": {\"requests\": 5, \"period\": \"P1D\"}}").statusCode(200);
        as(mine).get("/v1/verify").then().header("RateLimit-Policy", notNullValue());

        patch("{\"defaultRateLimit\": null}").statusCode(200).body("defaultRateLimit", nullValue());

        as(mine).get("/v1/verify").then().statusCode(200).header("RateLimit-Policy", nullValue());
    }

    @Test
    void aNewNameIsEverywhere() {
        as(mine).get("/v1/verify").then().body("organization.name", equalTo("Organization of a test"));

        patch("{\"name\": \"Acme Corporation\"}").statusCode(200).body("name", equalTo("Acme Corporation"));

        as(mine).get("/v1/verify").then().body("organization.name", equalTo("Acme Corporation"));
        as(mine).get("/v1/organization").then().body("name", equalTo("Acme Corporation"));
    }

    @Test
    void aChangeThatThisReplicaDidNotMakeReachesItThroughTheFeed() {
        as(mine).get("/v1/verify").then().header("RateLimit-Policy", nullValue());

        pool.preparedQuery("update organizations set default_rate_limit_requests = 3, "
                        + "default_rate_limit_period_ms = 60000 where id = $1")
                .execute(Tuple.of(acme))
                .await()
                .atMost(Waiting.PATIENCE);

        await().atMost(Waiting.PATIENCE).until(() -> as(mine).get("/v1/verify").header("RateLimit-Policy") != null);
    }

    @Test
    void aChangeIsOneSmallRowHoweverManyKeysThereAreAndNoneWhenNothingChanges() {
        for (int i = 0; i < 5; i++) {
            keys.secret(acme);
        }

        patch("{\"name\": \"Acme\"}").statusCode(200);
        patch("{\"name\": \"Acme\"}").statusCode(200);
        patch("{}").statusCode(200);

        var row = pool.preparedQuery(CHANGES)
                .execute(Tuple.of(acme))
                .await()
                .atMost(Waiting.PATIENCE)
                .iterator()
                .next();
        assertThat(row.getLong(0)).isEqualTo(1);
        assertThat(row.getInteger(1)).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\": null} | name",
                "{\"name\": \"\"} | name",
                "{\"name\": \"a\\u0000b\"} | name",
                "{\"name\": 5} | name",
                "{\"id\": \"org_1\"} | id",
                "{\"createdAt\": null} | createdAt",
                "{\"logoUrl\": \"http://acme.example/logo.png\"} | logoUrl",
                "{\"logoUrl\": \"javascript:alert(1)\"} | logoUrl",
                "{\"logoUrl\": \"https://a.example/x\\\"onerror=\"} | logoUrl",
                "{\"logoUrl\": \"\"} | logoUrl",
                "{\"color\": \"red\"} | color",
                "{\"color\": \"#12345\"} | color",
                "{\"color\": 5} | color",
                "{\"defaultRateLimit\": 5} | defaultRateLimit",
                "{\"defaultRateLimit\": {\"requests\": 5}} | defaultRateLimit.period",
                "{\"defaultRateLimit\": {\"requests\": 0, \"period\": \"PT1M\"}} | defaultRateLimit.requests",
                "{\"defaultRateLimit\": {\"requests\": 5, \"period\": \"P2D\"}} | defaultRateLimit.period",
                "{\"defaultRateLimit\": {\"requests\": 5, \"period\": 60}} | defaultRateLimit.period",
                "{\"defaultRateLimit\": {\"requests\": 5, \"period\": \"PT1M\", \"burst\": 9}} | defaultRateLimit.burst",
            })
    void whatIsWrongIsNamed(String body, String field) {
        patch(body).statusCode(400).body("errors.field", contains(field));
        as(mine).get("/v1/organization").then().body("name", equalTo("Organization of a test"));
    }

    @Test
    void thePagesOfItsCustomersLookLikeIt() {
        patch("{\"logoUrl\": \"https://acme.example/logo.png?v=2\", \"color\": \"#0A5C36\"}")
                .statusCode(200)
                .body("logoUrl", equalTo("https://acme.example/logo.png?v=2"))
                .body("color", equalTo("#0a5c36"));

        patch("{\"logoUrl\": null}")
                .statusCode(200)
                .body("logoUrl", nullValue())
                .body("color", equalTo("#0a5c36"));
    }

    @Test
    void aNameIsAsLongAsItMayBe() {
        patch("{\"name\": \"" + "n".repeat(200) + "\"}").statusCode(200);
        patch("{\"name\": \"" + "n".repeat(201) + "\"}").statusCode(400);
        patch("[]").statusCode(400).body("code", equalTo("malformed_request"));
    }

    @Test
    void readingAndWritingNeedTheirScopes() {
        var reader = make(", \"scopes\": [\"organization:read\"]");
        var writer = make(", \"scopes\": [\"organization:write\"]");

        as(reader).get("/v1/organization").then().statusCode(200);
        patch(reader, "{}").statusCode(403).body("detail", containsString("organization:write"));
        as(writer).get("/v1/organization").then().statusCode(403).body("detail", containsString("organization:read"));
        patch(writer, "{}").statusCode(200);
    }

    @Test
    void publishableKeysSeeNothingOfIt() {
        var page = keys.publishable(acme);
        as(page).get("/v1/organization").then().statusCode(403).body("code", equalTo("secret_key_required"));
        patch(page, "{}").statusCode(403).body("code", equalTo("secret_key_required"));
    }

    private TestKey make(String fields) {
        var made = as(mine).contentType(ContentType.JSON)
                .body("{\"name\": \"Another\"" + fields + "}")
                .post("/v1/api-keys")
                .then()
                .statusCode(201)
                .extract();
        return new TestKey(made.path("id"), null, made.path("token"));
    }

    private ValidatableResponse patch(String body) {
        return patch(mine, body);
    }

    private static ValidatableResponse patch(TestKey by, String body) {
        return as(by).contentType(MergePatch.MEDIA_TYPE)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .patch("/v1/organization")
                .then();
    }

    private static RequestSpecification as(TestKey key) {
        return given().header("x-api-key", key.token());
    }
}
