package dev.latchkey.key;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.latchkey.key.TestKeys.TestKey;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ApiKeysResourceTest {

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
    void aKeyIsUsableAtOnceAndItsTokenIsShownOnce() {
        var created = create("{\"name\": \"Checkout\", \"type\": \"publishable\"}")
                .header("Cache-Control", "no-store")
                .header("Location", matchesPattern(".*/v1/api-keys/key_[0-9a-z]{26}"))
                .body("type", equalTo("publishable"))
                .body("environment", equalTo("test"))
                .body("expiresAt", nullValue())
                .extract();
        String token = created.path("token");

        given().header("x-api-key", token)
                .get("/v1/verify")
                .then()
                .statusCode(200)
                .body("valid", equalTo(true))
                .body("organization.name", equalTo("Organization of a test"))
                .body("apiKey.id", equalTo(created.path("id")))
                .body("apiKey.name", equalTo("Checkout"))
                .body("apiKey.hint", endsWith(token.substring(token.length() - 4)));
        as(mine).get("/v1/api-keys").then().body(not(containsString(token)));
        as(mine).get("/v1/api-keys/" + created.path("id"))
                .then()
                .statusCode(200)
                .body("status", equalTo("active"))
                .body(not(containsString(token)));
    }

    @Test
    void aKeyIsSecretUnlessItIsSaidOtherwise() {
        create("{\"name\": \"Backend\"}")
                .body("type", equalTo("secret"))
                .body("token", matchesPattern("mf_sk_test_.*"));
    }

    @Test
    void aKeyMadeWithALiveKeyIsLive() {
        var live = keys.live(acme);
        as(live).contentType(ContentType.JSON)
                .body("{\"name\": \"Backend\"}")
                .post("/v1/api-keys")
                .then()
                .statusCode(201)
                .body("environment", equalTo("live"));
        as(mine).get("/v1/api-keys").then().body("data", hasSize(1));
    }

    @Test
    void aKeyMayHaveAnEnd() {
        var end = Instant.now().plusSeconds(3600).toString();
        create("{\"name\": \"Short\", \"expiresAt\": \"" + end + "\"}").body("expiresAt", not(nullValue()));
    }

    @Test
    void anotherOrganizationsKeyLooksLikeNoKey() {
        var theirs = keys.secret(keys.organization());
        var live = keys.live(acme);

        for (var method : List.of("GET", "POST")) {
            var suffix = method.equals("POST") ? "/revoke" : "";
            var never = answer(method, keys.randomId(), suffix);
            assertThat(answer(method, theirs.id(), suffix)).isEqualTo(never);
            assertThat(answer(method, live.id(), suffix)).isEqualTo(never);
            assertThat(answer(method, "key_" + "u".repeat(26), suffix)).isEqualTo(never);
        }
        as(theirs).get("/v1/verify").then().statusCode(200);
        as(live).get("/v1/verify").then().statusCode(200);
    }

    @Test
    void revokingIsImmediateAndConfirmedByEveryReplica() {
        var other = keys.secret(acme);
        as(other).get("/v1/verify").then().statusCode(200);

        var receipt = as(mine).post("/v1/api-keys/" + other.id() + "/revoke");

        receipt.then()
                .statusCode(200)
                .body("id", equalTo(other.id()))
                .body("replicasConfirmed", equalTo(1))
                .body("replicasOutstanding", equalTo(0));
        assertThat(Instant.parse(receipt.path("effectiveBy"))).isAfter(Instant.parse(receipt.path("revokedAt")));
        as(other).get("/v1/verify").then().statusCode(401).body("code", equalTo("key_revoked"));
    }

    @Test
    void revokingAgainChangesNothing() {
        var other = keys.secret(acme);
        var path = "/v1/api-keys/" + other.id() + "/revoke";
        String revokedAt = as(mine).post(path).path("revokedAt");

        as(mine).post(path).then().statusCode(200).body("revokedAt", equalTo(revokedAt));
    }

    @Test
    void aKeyMayRevokeItself() {
        as(mine).post("/v1/api-keys/" + mine.id() + "/revoke")
                .then()
                .statusCode(200)
                .body("id", equalTo(mine.id()));
        as(mine).get("/v1/verify").then().statusCode(401);
    }

    @Test
    void keysAreListedNewestFirstInPages() {
        var made = new ArrayList<>(List.of(mine.id()));
        for (int i = 0; i < 4; i++) {
            made.add(0, create("{\"name\": \"Key " + i + "\"}").extract().path("id"));
        }

        var listed = new ArrayList<String>();
        String cursor = null;
        do {
            var page = as(mine).queryParam("limit", 2)
                    .queryParams(cursor == null ? java.util.Map.of() : java.util.Map.of("cursor", cursor))
                    .get("/v1/api-keys");
            page.then().statusCode(200);
            listed.addAll(page.path("data.id"));
            cursor = page.path("nextCursor");
            assertThat(page.<Boolean>path("hasMore")).isEqualTo(cursor != null);
        } while (cursor != null);

        assertThat(listed).isEqualTo(made);
    }

    @Test
    void keysAreFilteredByTypeAndStatus() {
        var publishable = keys.publishable(acme);
        var revoked = keys.secret(acme);
        as(revoked).post("/v1/api-keys/" + revoked.id() + "/revoke");

        list("type", "publishable").body("data.id", equalTo(List.of(publishable.id())));
        list("status", "revoked").body("data.id", equalTo(List.of(revoked.id())));
        list("status", "active").body("data.id", equalTo(List.of(publishable.id(), mine.id())));
        list("status", "expired").body("data", hasSize(0));
    }

    private io.restassured.response.ValidatableResponse list(String parameter, String value) {
        return as(mine).queryParam(parameter, value).get("/v1/api-keys").then().statusCode(200);
    }

    private io.restassured.response.ValidatableResponse create(String body) {
        return as(mine).contentType(ContentType.JSON)
                .body(body)
                .post("/v1/api-keys")
                .then()
                .statusCode(201);
    }

    private String answer(String method, String id, String suffix) {
        var answer = as(mine).header("X-Request-Id", "same").request(method, "/v1/api-keys/" + id + suffix);
        return answer.statusLine() + answer.headers() + answer.asString().replace(id, "ID");
    }

    private static RequestSpecification as(TestKey key) {
        return given().header("x-api-key", key.token());
    }
}
