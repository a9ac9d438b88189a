package dev.latchkey.customer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import dev.latchkey.key.TestKeys;
import dev.latchkey.key.TestKeys.TestKey;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CustomersTest {

    private static final String KARI =
            "{\"externalId\": \"user-1\", \"name\": \"Kari\", \"email\": \"Kari@Example.com\","
                    + " \"phone\": \"+4755512345\", \"address\": {\"line1\": \"1 Harbour Street\", \"country\": \"NO\"},"
                    + " \"metadata\": {\"tier\": \"gold\"}}";

    @Inject
    TestKeys keys;

    private UUID acme;
    private TestKey mine;

    @BeforeEach
    void aKey() {
        acme = keys.organization();
        mine = keys.secret(acme);
    }

    @Test
    void aCustomerIsKeptAsItWasMade() {
        var made = create(mine, KARI)
                .statusCode(201)
                .header("Location", matchesPattern(".*/v1/customers/cus_[0-9a-z]{26}"))
                .extract();

        as(mine).get("/v1/customers/" + made.path("id"))
                .then()
                .statusCode(200)
                .body("externalId", equalTo("user-1"))
                .body("environment", equalTo("test"))
                .body("name", equalTo("Kari"))
                .body("email", equalTo("Kari@Example.com"))
                .body("phone", equalTo("+4755512345"))
                .body("address.line1", equalTo("1 Harbour Street"))
                .body("address.city", nullValue())
                .body("address.country", equalTo("NO"))
                .body("metadata", equalTo(Map.of("tier", "gold")))
                .body(equalTo(made.asString()));
    }

    @Test
    void aNameIsEnough() {
        create(mine, "{\"name\": \"Ola\", \"address\": {}}")
                .statusCode(201)
                .body("externalId", nullValue())
                .body("address", nullValue())
                .body("metadata", equalTo(Map.of()));
    }

    @Test
    void anExternalIdNamesOneCustomerOfAnEnvironment() {
        create(mine, KARI).statusCode(201);
        create(mine, KARI).statusCode(409).body("code", equalTo("external_id_taken"));
        create(keys.live(acme), KARI).statusCode(201);
        create(keys.secret(keys.organization()), KARI).statusCode(201);
        String other = create(mine, "{\"name\": \"Ola\"}").extract().path("id");
        patch(mine, other, "{\"externalId\": \"user-1\"}").statusCode(409).body("code", equalTo("external_id_taken"));
        as(mine).get("/v1/customers/" + other).then().body("externalId", nullValue());
    }

    @Test
    void ofManyAtOnceOneGetsTheExternalId() {
        var statuses = IntStream.range(0, 16)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> create(mine, KARI).extract().statusCode()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .sorted()
                .toList();

        assertThat(statuses).hasSize(16).startsWith(201, 409).endsWith(409);
        as(mine).get("/v1/customers").then().body("data.externalId", contains("user-1"));
    }

    @Test
    void whatIsLeftOutStaysAndNullRemoves() {
        String id = create(mine, KARI).extract().path("id");

        patch(mine, id, "{\"email\": null, \"address\": {\"city\": \"Bergen\"}, \"metadata\": {\"tier\": null}}")
                .statusCode(200)
                .body("name", equalTo("Kari"))
                .body("email", nullValue())
                .body("address.line1", equalTo("1 Harbour Street"))
                .body("address.city", equalTo("Bergen"))
                .body("metadata", equalTo(Map.of()));
        patch(mine, id, "{\"address\": null}").statusCode(200).body("address", nullValue());
    }

    @Test
    void deletingIsForGood() {
        String id = create(mine, KARI).extract().path("id");

        as(mine).delete("/v1/customers/" + id).then().statusCode(204).body(equalTo(""));

        as(mine).get("/v1/customers/" + id).then().statusCode(404);
        as(mine).delete("/v1/customers/" + id).then().statusCode(404);
        as(mine).get("/v1/customers").then().body("data", empty());
        create(mine, KARI).statusCode(201);
    }

    @Test
    void whatIsForeignLooksLikeNothing() {
        String theirs = create(keys.secret(keys.organization()), KARI).extract().path("id");
        String live = create(keys.live(acme), KARI).extract().path("id");
        var never = "cus_01jd9qv3m8e9kb4c5f6g7h8j9k";

        for (var method : List.of("GET", "PATCH", "DELETE")) {
            for (var id : List.of(theirs, live, "cus_" + "u".repeat(26), "key_01jd9qv3m8e9kb4c5f6g7h8j9k")) {
                assertThat(answer(method, id)).as("%s %s", method, id).isEqualTo(answer(method, never));
            }
        }
        as(mine).get("/v1/customers").then().body("data", empty());
        as(mine).get("/v1/customers?externalId=user-1").then().body("data", empty());
    }

    @Test
    void customersAreFoundByExternalIdAndEmail() {
        String kari = create(mine, KARI).extract().path("id");
        create(mine, "{\"name\": \"Ola\", \"externalId\": \"user-2\"}");

        as(mine).get("/v1/customers?externalId=user-1").then().body("data.id", contains(kari));
        as(mine).get("/v1/customers?email=kari@example.COM").then().body("data.id", contains(kari));
        as(mine).get("/v1/customers?externalId=user").then().body("data", empty());
        as(mine).get("/v1/customers?email=").then().statusCode(400);
    }

    @Test
    void pagesHoldEachCustomerOnce() {
        var made = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            made.add(
                    create(mine, "{\"name\": \"Customer " + i + "\"}").extract().path("id"));
        }
        var listed = new ArrayList<String>();
        String cursor = null;
        do {
            var page = as(mine).queryParam("limit", 2)
                    .queryParams(cursor == null ? Map.of() : Map.of("cursor", cursor))
                    .get("/v1/customers");
            listed.addAll(page.path("data.id"));
            cursor = page.path("nextCursor");
        } while (cursor != null);

        assertThat(listed).containsExactlyInAnyOrderElementsOf(made);
    }

    @Test
    void aKeyNeedsTheScope() {
        var reader = made("\"scopes\": [\"customers:read\"]");
        as(reader).get("/v1/customers").then().statusCode(200);
        create(reader, KARI).statusCode(403).body("code", equalTo("scope_missing"));
        as(made("\"scopes\": [\"customers:write\"]"))
                .get("/v1/customers")
                .then()
                .statusCode(403);
        as(keys.publishable(acme)).get("/v1/customers").then().statusCode(403);
    }

    private TestKey made(String fields) {
        var made = as(mine).contentType(ContentType.JSON)
                .body("{\"name\": \"Limited\", " + fields + "}")
                .post("/v1/api-keys");
        return new TestKey(made.path("id"), null, made.path("token"));
    }

    private String answer(String method, String id) {
        var answer = as(mine).header("X-Request-Id", "same")
                .contentType(ContentType.JSON)
                .body(method.equals("PATCH") ? "{\"name\": \"Mine now\"}" : "")
                .request(method, "/v1/customers/" + id);
        return answer.statusLine() + answer.headers() + answer.asString().replace(id, "ID");
    }

    private static ValidatableResponse create(TestKey key, String body) {
        return as(key).contentType(ContentType.JSON)
                .body(body)
                .post("/v1/customers")
                .then();
    }

    private static ValidatableResponse patch(TestKey key, String id, String body) {
        return as(key).contentType("application/merge-patch+json")
                .body(body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .patch("/v1/customers/" + id)
                .then();
    }

    private static RequestSpecification as(TestKey key) {
        return given().header("x-api-key", key.token());
    }
}
