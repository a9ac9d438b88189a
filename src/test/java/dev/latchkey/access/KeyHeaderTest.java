package dev.latchkey.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.latchkey.key.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class KeyHeaderTest {

    @Inject
    TestKeys keys;

    private UUID acme;

    @BeforeEach
    void organization() {
        acme = keys.organization();
    }

    @Test
    void noKeyIsRefused() {
        refused(given()).body("detail", containsString("x-api-key"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "mf_sk_test_",
                "sk_test_0000000000000000000000000000000000000",
                "mf_xk_test_0000000000000000000000000000001HJvxy",
                "mf_sk_prod_0000000000000000000000000000001HJvxy",
                "mf_sk_test_000000000000000000000000000000aaaaaa",
            })
    void whatIsNoTokenIsRefused(String text) {
        refused(given().header("x-api-key", text));
    }

    @Test
    void aHeaderThatIsTooLongIsRefused() {
        refused(given().header("x-api-key", keys.secret(acme).token() + "0".repeat(210)));
    }

    @Test
    void aTokenWithTheRightShapeThatBelongsToNobodyIsRefused() {
        refused(given().header("x-api-key", keys.unknownToken()));
    }

    @Test
    void twoKeysAreRefusedEvenWhenBothAreRight() {
        var token = keys.secret(acme).token();
        refused(given().header("x-api-key", token, token)).body("detail", containsString("exactly one"));
    }

    @Test
    void aTokenInAuthorizationIsToldWhereItBelongs() {
        refused(given().header("Authorization", "Bearer " + keys.secret(acme).token()))
                .body("detail", containsString("x-api-key"));
    }

    @Test
    void aTokenInTheQueryStringIsIgnored() {
        refused(given().queryParam("x-api-key", keys.secret(acme).token()));
    }

    @Test
    void aControlCharacterInTheHeaderIsRefused() throws IOException {
        try (var client = RawHttp.connect()) {
            client.send(
                    "GET /v1/verify HTTP/1.1\r\nHost: x\r\nx-api-key: mf_sk\u0001test\r\nConnection: close\r\n\r\n");

            assertThat(client.readAll()).startsWith("HTTP/1.1 4").doesNotContain("HTTP/1.1 200");
        }
    }

    @Test
    void aRevokedKeyIsToldSo() {
        var key = keys.secret(acme);
        given().header("x-api-key", key.token())
                .post("/v1/api-keys/" + key.id() + "/revoke")
                .then()
                .statusCode(200);

        unauthorized(given().header("x-api-key", key.token()), "key_revoked");
    }

    @Test
    void anExpiredKeyIsToldSo() {
        var key = keys.expiring(acme, Instant.now().plusMillis(500));
        given().header("x-api-key", key.token()).get("/v1/verify").then().statusCode(200);

        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .untilAsserted(() -> unauthorized(given().header("x-api-key", key.token()), "key_expired"));
    }

    @Test
    void aKeyThatIsRightIsNotRepeatedInAnyAnswer() {
        var token = keys.secret(acme).token();
        given().header("x-api-key", token)
                .get("/v1/verify")
                .then()
                .statusCode(200)
                .body(not(containsString(token)));
        given().header("x-api-key", token)
                .get("/v1/none")
                .then()
                .statusCode(404)
                .body(not(containsString(token)));
    }

    private static ValidatableResponse refused(RequestSpecification request) {
        return unauthorized(request, "key_invalid");
    }

    private static ValidatableResponse unauthorized(RequestSpecification request, String code) {
        return request.get("/v1/verify")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", startsWith("ApiKey "))
                .body("code", equalTo(code))
                .body("status", equalTo(401))
                .body("instance", equalTo("/v1/verify"))
                .body("requestId", startsWith("req_"))
                .body("type", containsString(code));
    }
}
