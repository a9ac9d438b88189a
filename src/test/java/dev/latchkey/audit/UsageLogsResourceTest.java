package dev.latchkey.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.latchkey.id.TypeId;
import dev.latchkey.key.TestKeys;
import dev.latchkey.key.TestKeys.TestKey;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class UsageLogsResourceTest {

    @Inject
    TestKeys keys;

    @Inject
    TestUsage usage;

    private UUID acme;
    private TestKey reader;
    private TestKey caller;

    @BeforeEach
    void someRequests() {
        acme = keys.organization();
        reader = keys.secret(acme);
        caller = keys.secret(acme);
        as(caller).header("User-Agent", "test-agent").get("/v1/verify");
        as(caller).get("/v1/none");
        as(caller).post("/v1/api-keys");
        usage.awaitQuiet();
    }

    @Test
    void aRowTellsWhoDidWhatFromWhere() {
        list(Map.of("pathPrefix", "/v1/verify"))
                .body("data", hasSize(1))
                .body("data[0].id", startsWith("log_"))
                .body("data[0].apiKeyId", equalTo(caller.id()))
                .body("data[0].keySecretId", startsWith("secret_"))
                .body("data[0].environment", equalTo("test"))
                .body("data[0].method", equalTo("GET"))
                .body("data[0].path", equalTo("/v1/verify"))
                .body("data[0].route", equalTo("/v1/verify"))
                .body("data[0].status", equalTo(200))
                .body("data[0].clientAddress", equalTo("127.0.0.1"))
                .body("data[0].userAgent", equalTo("test-agent"))
                .body("data[0].reason", nullValue());
    }

    @ParameterizedTest
    @CsvSource({
        "method, POST, 1",
        "method, GET, 2",
        "status, 404, 1",
        "status, 302, 0",
        "status, 4xx, 2",
        "status, 5xx, 0",
        "route, /v1/verify, 1",
        "route, /v1/none, 0",
        "clientAddress, 127.0.0.1, 3",
        "clientAddress, 127.0.0.0/8, 3",
        "clientAddress, 127.0.0.2, 0",
        "clientAddress, ::1, 0",
        "clientAddress, ::/0, 0",
        "reason, key_revoked, 0",
        "pathPrefix, /v1/n, 1",
        "pathPrefix, /v1/%, 0",
        "from, 2020-01-01T00:00:00Z, 3",
        "to, 2020-01-01T00:00:00Z, 0",
        "from, 1960-01-01T00:00:00Z, 3",
        "from, +999999999-01-01T00:00:00Z, 0"
    })
    void rowsAreFiltered(String parameter, String value, int count) {
        list(Map.of(parameter, value, "apiKeyId", caller.id())).body("data", hasSize(count));
    }

    @Test
    void aTimeRangeIncludesItsStartAndExcludesItsEnd() {
        String occurredAt = list(Map.of("pathPrefix", "/v1/none")).extract().path("data[0].occurredAt");
        var next = Instant.parse(occurredAt).plusMillis(1).toString();

        list(Map.of("pathPrefix", "/v1/none", "from", occurredAt, "to", next)).body("data", hasSize(1));
        list(Map.of("pathPrefix", "/v1/none", "to", occurredAt)).body("data", hasSize(0));
        list(Map.of("pathPrefix", "/v1/none", "from", next)).body("data", hasSize(0));
    }

    @Test
    void rowsAreListedNewestFirstInPages() {
        var paths = new ArrayList<String>();
        Map<String, Object> parameters = Map.of("limit", 2, "apiKeyId", caller.id());
        for (String cursor = ""; cursor != null; ) {
            var page = list(cursor.isEmpty()
                            ? parameters
                            : Map.of("limit", 2, "apiKeyId", caller.id(), "cursor", cursor))
                    .extract();
            paths.addAll(page.path("data.path"));
            cursor = page.path("nextCursor");
        }
        assertThat(paths).containsExactly("/v1/api-keys", "/v1/none", "/v1/verify");
    }

    @Test
    void neitherAnotherOrganizationNorTheOtherEnvironmentIsSeen() {
        for (var stranger : new TestKey[] {keys.secret(keys.organization()), keys.live(acme)}) {
            as(stranger)
                    .queryParam("apiKeyId", caller.id())
                    .get("/v1/usage-logs")
                    .then()
                    .statusCode(200)
                    .body("data", hasSize(0));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "apiKeyId, key_1",
        "status, 99",
        "status, ok",
        "status, 6xx",
        "status, 4x",
        "clientAddress, localhost",
        "clientAddress, 127.0.0.1/33",
        "clientAddress, fe80::1%eth0",
        "reason, ''",
        "from, yesterday",
        "to, 2026-01-01",
        "method, ''",
        "path, /v1"
    })
    void aWrongFilterIsNamed(String parameter, String value) {
        as(reader)
                .queryParam(parameter, value)
                .get("/v1/usage-logs")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo(parameter));
    }

    @Test
    void oneRequestIsFoundByItsId() {
        String id = list(Map.of("pathPrefix", "/v1/none")).extract().path("data[0].id");

        as(reader)
                .get("/v1/usage-logs/" + id)
                .then()
                .statusCode(200)
                .body("id", equalTo(id))
                .body("path", equalTo("/v1/none"))
                .body("detail", nullValue());
    }

    @Test
    void anotherOrganizationsRequestLooksLikeOneThatNeverWas() {
        String id = list(Map.of("pathPrefix", "/v1/none")).extract().path("data[0].id");
        var never = TypeId.USAGE_LOG.format(new UUID(0x7000, 1));

        for (var stranger : new TestKey[] {keys.secret(keys.organization()), keys.live(acme)}) {
            var foreign = as(stranger).header("X-Request-Id", "same").get("/v1/usage-logs/" + id);
            var unknown = as(stranger).header("X-Request-Id", "same").get("/v1/usage-logs/" + never);
            assertThat(foreign.statusCode()).isEqualTo(404);
            assertThat(foreign.asString().replace(id, never)).isEqualTo(unknown.asString());
        }
        as(reader).get("/v1/usage-logs/log_x").then().statusCode(404);
    }

    private ValidatableResponse list(Map<String, Object> parameters) {
        return as(reader).queryParams(parameters).get("/v1/usage-logs").then().statusCode(200);
    }

    private static RequestSpecification as(TestKey key) {
        return given().header("x-api-key", key.token());
    }
}
