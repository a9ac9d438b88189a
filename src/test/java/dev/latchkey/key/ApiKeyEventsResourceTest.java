package dev.latchkey.key;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.latchkey.key.TestKeys.TestKey;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ApiKeyEventsResourceTest {

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
    void everyChangeIsInTheHistoryWithWhoMadeItNewestFirst() {
        String made = send("made", "/v1/api-keys", "{\"name\": \"Backend\"}").path("id");
        String newSecret = send("rotated", "/v1/api-keys/" + made + "/rotate", "{\"retireWhenIdleFor\": \"PT6H\"}")
                .path("apiKey.secrets[0].id");
        send("revoked", "/v1/api-keys/" + made + "/revoke", "");

        var history = history(made);

        assertThat(history.<String>getList("data.type")).containsExactly("revoked", "rotated", "created");
        assertThat(history.<String>getList("data.requestId")).containsExactly("revoked", "rotated", "made");
        assertThat(history.<String>getList("data.apiKeyId")).containsOnly(made);
        assertThat(history.<String>getList("data.actorApiKeyId")).containsOnly(mine.id());
        assertThat(history.<String>getList("data.actorKeySecretId")).containsOnly(secretOf(mine));
        assertThat(history.getString("data[1].keySecretId")).isEqualTo(newSecret);
        assertThat(history.<String>getList("data.detail"))
                .isEqualTo(Arrays.asList(null, "overlap PT24H, retireWhenIdleFor PT6H", null));
    }

    @Test
    void whatTheServiceDidByItselfHasNoActor() {
        as(mine).get("/v1/api-keys/" + mine.id() + "/events")
                .then()
                .statusCode(200)
                .body("data", hasSize(1))
                .body("data[0].type", equalTo("created"))
                .body("data[0].keySecretId", equalTo(secretOf(mine)))
                .body("data[0].actorApiKeyId", nullValue())
                .body("data[0].requestId", nullValue());
    }

    @Test
    void whatChangesNothingIsNotInTheHistory() {
        var other = keys.secret(acme);
        for (int i = 0; i < 2; i++) {
            send("rotated", "/v1/api-keys/" + other.id() + "/rotate", "{}");
            send("refused", "/v1/api-keys/" + other.id() + "/rotate", "{\"overlap\": 1}");
        }
        for (int i = 0; i < 2; i++) {
            send("revoked", "/v1/api-keys/" + other.id() + "/revoke", "");
        }

        assertThat(history(other.id()).<String>getList("data.type")).containsExactly("revoked", "rotated", "created");
    }

    @Test
    void theHistoryIsReadInPages() {
        send("rotated", "/v1/api-keys/" + mine.id() + "/rotate", "{}");
        var other = keys.secret(acme);

        var read = new ArrayList<String>();
        String cursor = null;
        do {
            var page = as(mine).queryParam("limit", 1)
                    .queryParams(cursor == null ? Map.of() : Map.of("cursor", cursor))
                    .get("/v1/api-keys/" + mine.id() + "/events");
            read.addAll(page.path("data.type"));
            cursor = page.path("nextCursor");
            if (cursor != null) {
                as(mine).queryParam("cursor", cursor)
                        .get("/v1/api-keys/" + other.id() + "/events")
                        .then()
                        .statusCode(400)
                        .body("errors[0].field", equalTo("cursor"));
            }
        } while (cursor != null);

        assertThat(read).containsExactly("rotated", "created");
    }

    @Test
    void anotherOrganizationsHistoryLooksLikeNone() {
        var never = answer(keys.randomId());
        for (var theirs : List.of(keys.secret(keys.organization()), keys.live(acme))) {
            assertThat(answer(theirs.id())).isEqualTo(never);
        }
        as(keys.publishable(acme))
                .get("/v1/api-keys/" + mine.id() + "/events")
                .then()
                .statusCode(403);
    }

    private String answer(String id) {
        var answer = as(mine).header("X-Request-Id", "same").get("/v1/api-keys/" + id + "/events");
        assertThat(answer.statusCode()).isEqualTo(404);
        return answer.statusLine() + answer.headers() + answer.asString().replace(id, "ID");
    }

    private JsonPath history(String id) {
        return as(mine).get("/v1/api-keys/" + id + "/events").jsonPath();
    }

    private String secretOf(TestKey key) {
        return as(mine).get("/v1/api-keys/" + key.id()).path("secrets[0].id");
    }

    private Response send(String requestId, String path, String body) {
        return as(mine).header("X-Request-Id", requestId)
                .contentType(ContentType.JSON)
                .body(body)
                .post(path);
    }

    private static RequestSpecification as(TestKey key) {
        return given().header("x-api-key", key.token());
    }
}
