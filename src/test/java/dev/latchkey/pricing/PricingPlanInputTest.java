package dev.latchkey.pricing;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.latchkey.key.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is said of a plan, the answer says what is wrong with it, and nothing is written. */
@QuarkusTest
class PricingPlanInputTest {

    private static final Map<String, String> GOOD =
            Map.of("name", "\"Pro\"", "currency", "\"USD\"", "prices", "[{\"amount\": 1900, \"interval\": \"month\"}]");

    @Inject
    TestKeys keys;

    private String token;
    private String id;

    @BeforeEach
    void aPlan() {
        token = keys.secret(keys.organization()).token();
        id = as().contentType(ContentType.JSON)
                .body(json(GOOD))
                .post("/v1/pricing-plans")
                .path("id");
    }

    static Stream<Arguments> wrongFields() {
        return Stream.concat(
                Stream.of(
                                "name        | null, 1, [], \"\", \"  \", \"a\\u0000\", \"\\ud800\"",
                                "description | 1, [], {}, \"\", \"a\\u0000\", \"\\ud800\"",
                                "features    | 1, \"a\", {}",
                                "currency    | null, 1, \"\", \"usd\", \"US\", \"ZZZ\", \"USDD\", \"US\\u0000\"",
                                "prices      | null, 1, \"a\", {}, []",
                                "active      | 1, 0, \"true\", \"\", [], {}",
                                "public      | 1, 0, \"true\", \"\", [], {}",
                                "metadata    | 1, \"a\", []",
                                "id          | \"plan_1\"",
                                "isPublic    | true",
                                "colour      | null")
                        .flatMap(PricingPlanInputTest::eachValue),
                Stream.of(
                        Arguments.of("name", '"' + "x".repeat(201) + '"'),
                        Arguments.of("description", '"' + "x".repeat(1001) + '"'),
                        Arguments.of("features", '[' + String.join(",", Collections.nCopies(51, "\"a\"")) + ']'),
                        Arguments.of("prices", "[null]"),
                        Arguments.of(
                                "prices",
                                "[{\"amount\": 1, \"interval\": \"day\"}, {\"amount\": 2, \"interval\": \"day\"}]"),
                        Arguments.of("metadata", "{\"\": \"a\"}"),
                        Arguments.of("metadata", "{\"a\": \"\\u0000\"}")));
    }

    @ParameterizedTest
    @MethodSource("wrongFields")
    void aWrongFieldIsNamed(String field, String value) {
        refused(field, value, field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-1 | \"day\" | amount",
                "1000000000001 | \"day\" | amount",
                "99999999999999999999999 | \"day\" | amount",
                "1.5 | \"day\" | amount",
                "1e400 | \"day\" | amount",
                "\"1\" | \"day\" | amount",
                "\"\" | \"day\" | amount",
                "null | \"day\" | amount",
                "true | \"day\" | amount",
                "[] | \"day\" | amount",
                "1 | null | interval",
                "1 | \"\" | interval",
                "1 | \"decade\" | interval",
                "1 | \"MONTH\" | interval",
                "1 | 0 | interval"
            })
    void aWrongPriceIsNamed(String amount, String interval, String field) {
        refused("prices", "[{\"amount\": " + amount + ", \"interval\": " + interval + "}]", field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1", "null", "\"\"", "\" \"", "\"a\\u0000\"", "\"\\ud800\"", "[]", "{}"})
    void aWrongFeatureIsNamed(String feature) {
        refused("features", "[\"a\", " + feature + "]", "features");
    }

    @Test
    void whatIsMissingIsNamedAtOnce() {
        as().contentType(ContentType.JSON)
                .body("{}")
                .post("/v1/pricing-plans")
                .then()
                .statusCode(400)
                .body("errors.field.sort()", contains("currency", "name", "prices"));
    }

    @Test
    void theLargestPriceAndTheSmallestAreGood() {
        var prices = "[{\"amount\": 0, \"interval\": \"day\"}, {\"amount\": 1000000000000, \"interval\": \"year\"}]";
        as().contentType(ContentType.JSON)
                .body("{\"prices\": " + prices + "}")
                .patch("/v1/pricing-plans/" + id)
                .then()
                .statusCode(200)
                .body("prices.amount", contains(0, 1_000_000_000_000L));
    }

    private void refused(String field, String value, String named) {
        var body = new LinkedHashMap<>(GOOD);
        body.put(field, value);
        for (var create : new boolean[] {true, false}) {
            as().contentType(ContentType.JSON)
                    .body(json(create ? body : Map.of(field, value)))
                    .request(create ? "POST" : "PATCH", "/v1/pricing-plans" + (create ? "" : "/" + id))
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("code", equalTo("invalid_request"))
                    .body("errors.field", hasItem(endsIn(named)));
        }
        as().get("/v1/pricing-plans")
                .then()
                .body("data.id", contains(id))
                .body("data.name", contains("Pro"))
                .body("data[0].prices.amount", contains(1900));
    }

    private static org.hamcrest.Matcher<String> endsIn(String field) {
        return org.hamcrest.Matchers.matchesPattern("(.*\\.)?" + field + "([.\\[].*)?");
    }

    private static Stream<Arguments> eachValue(String line) {
        var field = line.substring(0, line.indexOf('|')).strip();
        return Stream.of(line.substring(line.indexOf('|') + 1).split(", ", -1))
                .map(value -> Arguments.of(field, value.strip()));
    }

    private static String json(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> '"' + field.getKey() + "\": " + field.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private RequestSpecification as() {
        return given().header("x-api-key", token);
    }
}
