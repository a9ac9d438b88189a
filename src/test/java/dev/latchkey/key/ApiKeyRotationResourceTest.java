package dev.latchkey.key;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.latchkey.audit.TestUsage;
import dev.latchkey.key.TestKeys.TestKey;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ApiKeyRotationResourceTest {

    private static final String AT_ONCE = "{\"overlap\": \"PT0S\"}";

    @Inject
    TestKeys keys;

    @Inject
    TestUsage usage;

    private UUID acme;
    private TestKey mine;
    private TestKey other;

    @BeforeEach
    void someKeys() {
        acme = keys.organization();
        mine = keys.secret(acme);
        other = keys.secret(acme);
    }

    @Test
    void bothTokensWorkDuringTheOverlapAndTheNewOneIsShownOnce() {
        var rotated = rotate(other, "{\"overlap\": \"P7D\"}")
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .header("Location", endsWith("/v1/api-keys/" + other.id()))
                .body("apiKey.id", equalTo(other.id()))
                .body("apiKey.secrets", hasSize(2))
                .extract();
        String token = rotated.path("token");

        assertThat(token).isNotEqualTo(other.token());
        for (var works : List.of(token, other.token())) {
            verify(works).statusCode(200).body("apiKey.id", equalTo(other.id()));
        }
        as(mine.token())
                .get("/v1/api-keys/" + other.id())
                .then()
                .body("hint", endsWith(token.substring(token.length() - 4)))
                .body(not(containsString(token)));
        assertThat(overlap(rotated.path("apiKey.secrets[1].retiresAt"), rotated.path("apiKey.secrets[0].createdAt")))
                .isEqualTo(Duration.ofDays(7));
        assertThat(rotated.<String>path("effectiveBy")).isEqualTo(rotated.path("apiKey.secrets[1].retiresAt"));
    }

    @Test
    void theOverlapIsADayUnlessItIsSaidOtherwise() {
        for (var body : List.of("{}", "{\"overlap\": null}", "", "null")) {
            var rotated = rotate(keys.secret(acme), body).statusCode(201).extract();
            assertThat(overlap(
                            rotated.path("apiKey.secrets[1].retiresAt"), rotated.path("apiKey.secrets[0].createdAt")))
                    .isEqualTo(Duration.ofDays(1));
        }
        as(mine.token())
                .noContentType()
                .post("/v1/api-keys/" + other.id() + "/rotate")
                .then()
                .statusCode(201);
    }

    @Test
    void withoutAnOverlapTheOldTokenIsRefusedAtOnceAndItsHolderToldWhy() {
        verify(other.token()).statusCode(200);

        var rotated = rotate(other, AT_ONCE)
                .statusCode(201)
                .body("apiKey.secrets", hasSize(1))
                .extract();

        verify(other.token()).statusCode(401).body("code", equalTo("key_rotated"));
        verify(rotated.path("token")).statusCode(200);
        assertThat(Instant.parse(rotated.path("effectiveBy")))
                .isAfter(Instant.parse(rotated.path("apiKey.secrets[0].createdAt")));
    }

    @Test
    void aKeyMayRotateItself() {
        var first = rotate(mine, mine.token(), AT_ONCE).statusCode(201).extract();

        rotate(mine, first.path("token"), AT_ONCE).statusCode(201);
        verify(first.path("token")).statusCode(401);
    }

    @Test
    void aThirdSecretIsRefusedUntilTheOldOneIsRetired() {
        rotate(other, "{}").statusCode(201);

        rotate(other, AT_ONCE).statusCode(409).body("code", equalTo("key_rotating"));
        verify(other.token()).statusCode(200);
    }

    @Test
    void concurrentRotationsMakeOneSecret() {
        var answers = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> rotate(other, "{}").extract().statusCode()))
                .toList();

        assertThat(answers.stream().map(CompletableFuture::join).sorted())
                .containsExactly(201, 409, 409, 409, 409, 409, 409, 409);
        as(mine.token()).get("/v1/api-keys/" + other.id()).then().body("secrets", hasSize(2));
    }

    @Test
    void aKeyThatNoLongerWorksIsNotRotated() {
        var expiring = keys.expiring(acme, Instant.now().minusSeconds(1));
        as(mine.token()).post("/v1/api-keys/" + other.id() + "/revoke");

        for (var gone : List.of(other, expiring)) {
            rotate(gone, "{}").statusCode(409).body("code", equalTo("key_not_active"));
        }
    }

    @Test
    void revokingARotatingKeyRefusesBothTokens() {
        String token = rotate(other, "{}").extract().path("token");
        verify(token).statusCode(200);
        verify(other.token()).statusCode(200);

        as(mine.token()).post("/v1/api-keys/" + other.id() + "/revoke");

        verify(token).statusCode(401).body("code", equalTo("key_revoked"));
        verify(other.token()).statusCode(401).body("code", equalTo("key_revoked"));
    }

    @Test
    void anotherOrganizationsKeyLooksLikeNoKey() {
        var never = answer(keys.randomId());
        for (var theirs : List.of(keys.secret(keys.organization()), keys.live(acme))) {
            assertThat(answer(theirs.id())).isEqualTo(never);
            as(theirs.token()).get("/v1/api-keys/" + theirs.id()).then().body("secrets", hasSize(1));
        }
        assertThat(answer("key_" + "u".repeat(26))).isEqualTo(never);
    }

    @Test
    void aPublishableKeyRotatesNothing() {
        rotate(other, keys.publishable(acme).token(), "{}").statusCode(403);
        as(mine.token()).get("/v1/api-keys/" + other.id()).then().body("secrets", hasSize(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"overlap\": 3600}          | overlap | must be an ISO 8601 duration",
                "{\"overlap\": \"a day\"}     | overlap | must be an ISO 8601 duration",
                "{\"overlap\": \"\"}          | overlap | must be an ISO 8601 duration",
                "{\"overlap\": \"-PT1S\"}     | overlap | must be from PT0S to P30D",
                "{\"overlap\": \"PT720H1S\"}  | overlap | must be from PT0S to P30D",
                "{\"overlap\": \"PT99999999999999999999H\"} | overlap | must be an ISO 8601 duration",
                "{\"retireWhenIdleFor\": \"PT4M59S\"} | retireWhenIdleFor | must be from PT5M to P30D",
                "{\"retireWhenIdleFor\": \"P31D\"} | retireWhenIdleFor | must be from PT5M to P30D",
                "{\"expiresAt\": null}        | expiresAt | is not a field",
            })
    void aWrongFieldIsNamedAndNothingIsMade(String body, String field, String message) {
        rotate(other, body)
                .statusCode(400)
                .body("code", equalTo("invalid_request"))
                .body("errors[0].field", equalTo(field))
                .body("errors[0].message", containsString(message));
        as(mine.token()).get("/v1/api-keys/" + other.id()).then().body("secrets", hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "P30D"})
    void theBoundsThemselvesAreAllowed(String overlap) {
        rotate(other, "{\"overlap\": \"" + overlap + "\"}").statusCode(201);
    }

    @Test
    void eachSecretTellsItsOwnLastUse() {
        String token = rotate(other, "{}").extract().path("token");
        as(mine.token())
                .get("/v1/api-keys/" + other.id())
                .then()
                .body("secrets.lastUsedAt", equalTo(Arrays.asList(null, null)));
        verify(token).statusCode(200);
        usage.awaitQuiet();

        as(mine.token())
                .get("/v1/api-keys")
                .then()
                .body("data[0].secrets[0].lastUsedAt", notNullValue())
                .body("data[0].secrets[0].retiresAt", nullValue())
                .body("data[0].secrets[1].lastUsedAt", nullValue())
                .body("data[0].secrets[1].retiresAt", notNullValue())
                .body("data[0].secrets.safeToRetire", equalTo(List.of(false, false)))
                .body("data[1].secrets", hasSize(1));
    }

    private ValidatableResponse rotate(TestKey key, String body) {
        return rotate(key, mine.token(), body);
    }

    private static ValidatableResponse rotate(TestKey key, String token, String body) {
        return as(token)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/api-keys/" + key.id() + "/rotate")
                .then();
    }

    private String answer(String id) {
        var answer =
                as(mine.token()).header("X-Request-Id", "same").noContentType().post("/v1/api-keys/" + id + "/rotate");
        assertThat(answer.statusCode()).isEqualTo(404);
        return answer.statusLine() + answer.headers() + answer.asString().replace(id, "ID");
    }

    private static Duration overlap(String retiresAt, String rotatedAt) {
        return Duration.between(Instant.parse(rotatedAt), Instant.parse(retiresAt));
    }

    private static ValidatableResponse verify(String token) {
        return as(token).get("/v1/verify").then();
    }

    private static RequestSpecification as(String token) {
        return given().header("x-api-key", token);
    }
}
