package dev.latchkey.pricing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.latchkey.audit.TestUsage;
import dev.latchkey.key.TestKeys;
import dev.latchkey.key.TestKeys.TestKey;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PricingPlansTest {

    private static final String PAGE = "https://shop.example.com";

    @Inject
    TestKeys keys;

    @Inject
    TestUsage usage;

    private UUID acme;
    private TestKey mine;
    private TestKey page;

    @BeforeEach
    void aKeyOfEachType() {
        acme = keys.organization();
        mine = keys.secret(acme);
        page = keys.publishable(acme);
    }

    @Test
    void aPlanIsKeptAsItWasMade() {
        var made = create(
                        "\"description\": \"For teams\", \"features\": [\"a\", \"b\"], \"public\": true, \"metadata\": "
                                + "{\"sku\": \"7\"}")
                .statusCode(201)
                .extract();
        as(mine).get("/v1/pricing-plans/" + made.path("id"))
                .then()
                .statusCode(200)
                .body("name", equalTo("Pro"))
                .body("features", contains("a", "b"))
                .body("currency", equalTo("USD"))
                .body("prices.amount", contains(1900, 19000))
                .body("prices.interval", contains("month", "one_time"))
                .body("active", equalTo(true))
                .body("public", equalTo(true))
                .body("metadata", equalTo(Map.of("sku", "7")))
                .body(equalTo(made.asString()));
        create("\"features\": null")
                .statusCode(201)
                .body("public", equalTo(false))
                .body("features", empty());
    }

    @Test
    void aPublishableKeyReadsWhatIsActiveAndPublicAndOnlyThat() {
        String shown = create("\"public\": true, \"metadata\": {\"margin\": \"70\"}")
                .extract()
                .path("id");
        String hidden = create("\"public\": false").extract().path("id");
        String over = create("\"public\": true, \"active\": false").extract().path("id");
        as(keys.live(acme))
                .contentType(ContentType.JSON)
                .body(plan("\"public\": true"))
                .post("/v1/pricing-plans");

        as(page).get("/v1/pricing-plans").then().statusCode(200).body("data.id", contains(shown));
        Map<String, Object> plan = as(page).get("/v1/pricing-plans/" + shown)
                .then()
                .statusCode(200)
                .extract()
                .path("");
        assertThat(plan).containsOnlyKeys("id", "name", "description", "features", "currency", "prices");
        assertThat(as(page).get("/v1/pricing-plans").<List<Map<String, Object>>>path("data"))
                .containsExactly(plan);
        var never = answer("plan_01jd9qv3m8e9kb4c5f6g7h8j9k");
        assertThat(answer(hidden)).isEqualTo(never);
        assertThat(answer(over)).isEqualTo(never);
        as(mine).get("/v1/pricing-plans").then().body("data.id", containsInAnyOrder(shown, hidden, over));
    }

    @Test
    void aPublishableKeyWritesNothing() {
        String id = create("\"public\": true").extract().path("id");
        for (var method : List.of("POST", "PATCH", "DELETE")) {
            as(page).contentType(ContentType.JSON)
                    .body(plan("\"public\": true"))
                    .request(method, "/v1/pricing-plans" + (method.equals("POST") ? "" : "/" + id))
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("secret_key_required"));
        }
        as(mine).get("/v1/pricing-plans").then().body("data.id", contains(id));
    }

    @Test
    void aBrowserThatHasThePlansIsNotSentThemAgain() {
        String id = create("\"public\": true").extract().path("id");
        for (var path : List.of("/v1/pricing-plans", "/v1/pricing-plans/" + id)) {
            var first = as(page).get(path);
            first.then().header("Cache-Control", "private, max-age=60").header("ETag", containsString("\""));
            assertThat(first.headers().getValues("Vary")).contains("x-api-key");
            assertThat(first.header("ETag")).isNotEqualTo(as(mine).get(path).header("ETag"));

            as(page).header("If-None-Match", first.header("ETag"))
                    .get(path)
                    .then()
                    .statusCode(304)
                    .header("ETag", first.header("ETag"))
                    .header("Cache-Control", "private, max-age=60")
                    .body(equalTo(""));
        }
        var before = as(page).get("/v1/pricing-plans").header("ETag");
        as(mine).contentType(ContentType.JSON).body("{\"name\": \"New\"}").patch("/v1/pricing-plans/" + id);
        as(page).header("If-None-Match", before)
                .get("/v1/pricing-plans")
                .then()
                .statusCode(200)
                .header("ETag", not(before))
                .body("data.name", contains("New"));
    }

    @Test
    void whatWasNotSentAgainIsRecorded() {
        var tag = as(page).get("/v1/pricing-plans").header("ETag");
        as(page).header("If-None-Match", tag).get("/v1/pricing-plans").then().statusCode(304);

        usage.awaitRows(acme, 2);
        as(mine).get("/v1/usage-logs?status=304")
                .then()
                .body("data.path", contains("/v1/pricing-plans"))
                .body("data.apiKeyId", contains(page.id()));
    }

    @Test
    void aPageOfAnotherOriginReadsThePlans() {
        as(page).header("Origin", PAGE)
                .get("/v1/pricing-plans")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", PAGE)
                .header("Access-Control-Expose-Headers", containsString("ETag"));
        given().header("Origin", PAGE)
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "x-api-key, if-none-match")
                .options("/v1/pricing-plans/plan_01jd9qv3m8e9kb4c5f6g7h8j9k")
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Origin", PAGE)
                .header("Access-Control-Allow-Headers", containsString("if-none-match"));
        given().header("Origin", PAGE)
                .header("Access-Control-Request-Method", "DELETE")
                .options("/v1/pricing-plans/plan_01jd9qv3m8e9kb4c5f6g7h8j9k")
                .then()
                .statusCode(401);
    }

    @Test
    void aPageReadsWhyItsKeyIsNone() {
        for (var token : List.of(keys.unknownToken(), "mf_pk_test_mistyped")) {
            given().header("x-api-key", token)
                    .header("Origin", PAGE)
                    .get("/v1/pricing-plans")
                    .then()
                    .statusCode(401)
                    .header("Access-Control-Allow-Origin", PAGE)
                    .header("Access-Control-Expose-Headers", containsString("X-Request-Id"))
                    .body("code", equalTo("key_invalid"));
        }
    }

    @Test
    void whatIsForeignDoesNotExist() {
        String id = create("\"public\": true").extract().path("id");
        for (var other :
                List.of(keys.live(acme), keys.secret(keys.organization()), keys.publishable(keys.organization()))) {
            as(other).get("/v1/pricing-plans/" + id).then().statusCode(404);
            as(other).get("/v1/pricing-plans").then().body("data", empty());
        }
        as(keys.live(acme)).delete("/v1/pricing-plans/" + id).then().statusCode(404);
        as(mine).delete("/v1/pricing-plans/" + id).then().statusCode(204);
        as(mine).delete("/v1/pricing-plans/" + id).then().statusCode(404);
    }

    private String answer(String id) {
        var answer = as(page).header("X-Request-Id", "same").get("/v1/pricing-plans/" + id);
        return answer.statusLine() + answer.headers() + answer.asString().replace(id, "ID");
    }

    private ValidatableResponse create(String fields) {
        return as(mine).contentType(ContentType.JSON)
                .body(plan(fields))
                .post("/v1/pricing-plans")
                .then();
    }

    private static String plan(String fields) {
        return "{\"name\": \"Pro\", \"currency\": \"USD\", \"prices\": [{\"amount\": 1900, \"interval\": \"month\"}, "
                + "{\"amount\": 19000, \"interval\": \"one_time\"}], " + fields + "}";
    }

    private static RequestSpecification as(TestKey key) {
        return given().header("x-api-key", key.token());
    }
}
