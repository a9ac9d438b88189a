package dev.latchkey.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.latchkey.key.TestKeys;
import dev.latchkey.key.TestKeys.TestKey;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class UsageSummaryResourceTest {

    private final Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);

    @Inject
    TestKeys keys;

    @Inject
    TestHistory rows;

    private UUID acme;
    private TestKey reader;
    private TestKey caller;

    @BeforeEach
    void someRequests() {
        acme = keys.organization();
        reader = keys.secret(acme);
        caller = keys.secret(acme);
        rows.add(acme, caller.uuid(), "/a/", 200, hour.plusSeconds(1), 5);
        rows.add(acme, caller.uuid(), "/a/", 404, hour.plusSeconds(2), 2);
        rows.add(acme, caller.uuid(), "/b/", 200, hour.plusSeconds(3), 1);
    }

    @Test
    void requestsAreCountedPerHourAndStatusClassTheLargestGroupFirst() {
        summary(Map.of())
                .body("interval", equalTo("hour"))
                .body("starts", hasSize(24))
                .body("starts[23]", equalTo(hour.toString()))
                .body("total", equalTo(8))
                .body("series", hasSize(2))
                .body("series[0].statusClass", equalTo("2xx"))
                .body("series[0].apiKeyId", nullValue())
                .body("series[0].counts", hasSize(24))
                .body("series[0].counts[23]", equalTo(6))
                .body("series[0].counts[22]", equalTo(0))
                .body("series[1].statusClass", equalTo("4xx"))
                .body("series[1].total", equalTo(2));
    }

    @Test
    void requestsAreToldApartByWhatIsAskedFor() {
        summary(Map.of("interval", "day", "groupBy", "apiKeyId,route", "status", "2xx"))
                .body("starts", hasSize(30))
                .body("groupBy", equalTo(java.util.List.of("apiKeyId", "route")))
                .body("series", hasSize(2))
                .body("series[0].apiKeyId", equalTo(caller.id()))
                .body("series[0].route", equalTo("/a/"))
                .body("series[0].statusClass", nullValue())
                .body("series[0].total", equalTo(5))
                .body("series[1].route", equalTo("/b/"));
    }

    @Test
    void beyondTheLargestGroupsTheOthersAreCountedTogether() {
        for (int i = 0; i < UsageCounts.MAX_GROUPS; i++) {
            rows.add(acme, caller.uuid(), "/many/" + i, 200, hour.plusSeconds(4), 3);
        }

        var series = summary(Map.of("groupBy", "route")).extract().jsonPath();

        assertThat(series.getList("series")).hasSize(UsageCounts.MAX_GROUPS + 1);
        assertThat(series.getString("series[0].route")).isEqualTo("/a/");
        assertThat(series.getMap("series[20]"))
                .containsEntry("other", true)
                .containsEntry("route", null)
                .containsEntry("total", 4);
        assertThat(series.getInt("total")).isEqualTo(8 + UsageCounts.MAX_GROUPS * 3);
    }

    @Test
    void neitherAnotherOrganizationNorTheOtherEnvironmentIsCounted() {
        for (var stranger : new TestKey[] {keys.secret(keys.organization()), keys.live(acme)}) {
            as(stranger).get("/v1/usage-logs/summary").then().statusCode(200).body("total", equalTo(0));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "hour, 2026-01-01T00:00:00Z, 2026-02-01T00:00:00Z, 200",
        "hour, 2026-01-01T00:00:00Z, 2026-02-01T00:00:01Z, 400",
        "day, 2024-01-01T00:00:00Z, 2025-01-01T00:00:00Z, 200",
        "day, 2024-01-01T00:00:00Z, 2025-01-01T00:00:01Z, 400",
        "day, 2026-01-02T00:00:00Z, 2026-01-01T00:00:00Z, 400",
        "day, 2026-01-01T08:00:00Z, 2026-01-01T09:00:00Z, 200",
        "minute, 2026-01-01T08:00:00Z, 2026-01-01T09:00:00Z, 400",
        "hour, -999999999-01-01T00:00:00Z, +999999999-01-01T00:00:00Z, 400"
    })
    void aRangeIsBounded(String interval, String from, String to, int status) {
        as(reader)
                .queryParams(Map.of("interval", interval, "from", from, "to", to))
                .get("/v1/usage-logs/summary")
                .then()
                .statusCode(status);
    }

    @Test
    void aRangeThatIsTooLongIsToldHowLongItMayBe() {
        as(reader)
                .queryParam("from", hour.minus(40, ChronoUnit.DAYS).toString())
                .get("/v1/usage-logs/summary")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("from"))
                .body("errors[0].message", containsString("at most 31 days before 'to' when the interval is hour"));
    }

    @ParameterizedTest
    @CsvSource({"path", "'apiKeyId,'", "'route,route'"})
    void aWrongGroupIsRefused(String groups) {
        as(reader)
                .queryParam("groupBy", groups)
                .get("/v1/usage-logs/summary")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("groupBy"));
    }

    private ValidatableResponse summary(Map<String, Object> parameters) {
        return as(reader)
                .queryParams(parameters)
                .get("/v1/usage-logs/summary")
                .then()
                .statusCode(200);
    }

    private static RequestSpecification as(TestKey key) {
        return given().header("x-api-key", key.token());
    }
}
