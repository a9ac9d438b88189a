package dev.latchkey.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.latchkey.audit.attempts.TestAttempts;
import dev.latchkey.key.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Which requests are failed attempts, and who can read of them. */
@QuarkusTest
class FailedAttemptsTest {

    private static final String PATH = "/q/failed-attempts";

    @Inject
    TestKeys keys;

    @Inject
    TestAttempts attempts;

    @Test
    void anUnknownKeyIsCountedFromTheFirstAttemptOn() {
        var before = attempts.stored("unknown");
        var token = keys.unknownToken();

        for (int i = 0; i < 3; i++) {
            given().header("x-api-key", token).get("/v1/verify").then().statusCode(401);
        }

        assertThat(attempts.stored("unknown")).isEqualTo(before + 3);
    }

    @Test
    void textThatIsNoKeyIsCountedOnEveryRoute() {
        var before = attempts.stored("malformed");

        given().header("x-api-key", "admin").get("/v1/verify").then().statusCode(401);
        given().header("x-api-key", "admin").get("/no/such/route").then().statusCode(401);

        assertThat(attempts.stored("malformed")).isEqualTo(before + 2);
    }

    @Test
    void severalKeysAreCounted() {
        var before = attempts.stored("several");

        given().header("x-api-key", "one", "two").get("/v1/verify").then().statusCode(401);

        assertThat(attempts.stored("several")).isEqualTo(before + 1);
    }

    @Test
    void anUnknownKeyInARequestThatCannotBeRoutedIsCounted() throws IOException {
        var before = attempts.stored("unknown");

        try (var client = RawHttp.connect()) {
            client.send("GET /%zz HTTP/1.1\r\nHost: x\r\nx-api-key: " + keys.unknownToken() + "\r\n\r\n");
            assertThat(client.readUntil("\"requestId\"")).contains("HTTP/1.1 400");
        }

        assertThat(attempts.stored("unknown")).isEqualTo(before + 1);
    }

    @Test
    void noKeyAndARealKeyAreNoAttempts() {
        var before = attempts.counted("unknown") + attempts.counted("malformed") + attempts.counted("several");
        var key = keys.secret(keys.organization());

        given().get("/v1/verify").then().statusCode(401);
        given().header("Authorization", "Bearer " + key.token())
                .get("/v1/verify")
                .then()
                .statusCode(401);
        given().header("x-api-key", key.token()).get("/v1/verify").then().statusCode(200);
        given().header("x-api-key", key.token())
                .post("/v1/api-keys/{id}/revoke", key.id())
                .then()
                .statusCode(200);
        given().header("x-api-key", key.token()).get("/v1/verify").then().statusCode(401);

        assertThat(attempts.counted("unknown") + attempts.counted("malformed") + attempts.counted("several"))
                .isEqualTo(before);
    }

    @Test
    void operatorsReadThemNewestFirstInPages() {
        given().header("x-api-key", "admin").get("/v1/verify");
        given().header("x-api-key", "one", "two").get("/v1/verify");
        attempts.stored("several");

        given().get(PATH)
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("data.source", hasItem("127.0.0.1"))
                .body("data.reason", hasItem("malformed"));
        var first = given().queryParam("limit", 1).get(PATH).then().body("hasMore", equalTo(true));
        var cursor = first.extract().path("nextCursor");
        var second = given().queryParam("limit", 1).queryParam("before", cursor).get(PATH);
        second.then().statusCode(200);
        assertThat(second.<Object>path("data[0]"))
                .isNotNull()
                .isNotEqualTo(first.extract().<Object>path("data[0]"));
        given().queryParam("before", "2001-01-01T00:00:00Z")
                .get(PATH)
                .then()
                .body("data.size()", equalTo(0))
                .body("hasMore", equalTo(false));
    }

    @Test
    void whatIsWrongWithTheQuestionIsSaid() {
        given().queryParam("limit", 0)
                .queryParam("before", "yesterday")
                .get(PATH)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.field", equalTo(java.util.List.of("limit", "before")));
    }
}
