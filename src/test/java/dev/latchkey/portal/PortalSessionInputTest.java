package dev.latchkey.portal;

import static dev.latchkey.portal.TestPortal.as;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import dev.latchkey.key.TestKeys;
import dev.latchkey.key.TestKeys.TestKey;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a portal session, the answer says what, and nothing is written. */
@QuarkusTest
class PortalSessionInputTest {

    /** What no text may be. */
    private static final List<String> NO_TEXT =
            List.of("1", "true", "[]", "{}", "\"\"", "\"a\\u0000b\"", "\"a\\ud800b\"");

    @Inject
    TestKeys keys;

    private TestKey mine;
    private String kari;

    @BeforeEach
    void aCustomer() {
        mine = keys.secret(keys.organization());
        kari = TestPortal.customer(mine, "Kari");
    }

    static Stream<Arguments> wrongFields() {
        return Stream.concat(
                Stream.of("returnUrl", "expiresIn")
                        .flatMap(field -> NO_TEXT.stream().map(v -> Arguments.of(field, v))),
                Stream.of(
                        Arguments.of("returnUrl", "null"),
                        Arguments.of("returnUrl", "\"http://shop.example/\""),
                        Arguments.of("returnUrl", "\"javascript:alert(1)\""),
                        Arguments.of("returnUrl", "\"//shop.example\""),
                        Arguments.of("returnUrl", "\"https://\""),
                        Arguments.of("returnUrl", "\"https://user:pw@shop.example\""),
                        Arguments.of("returnUrl", "\"https://shop.example/a b\""),
                        Arguments.of("returnUrl", "\"https:\\\\\\\\shop.example\""),
                        Arguments.of("returnUrl", "\"http://localhost.evil.example\""),
                        Arguments.of("returnUrl", "\"https://a.example/" + "x".repeat(2000) + "\""),
                        Arguments.of("features", "[]"),
                        Arguments.of("features", "[\"billing\"]"),
                        Arguments.of("features", "[null]"),
                        Arguments.of("features", "[1]"),
                        Arguments.of("features", "\"plans\""),
                        Arguments.of("features", "[\"plans\", \"plans\", \"plans\", \"plans\"]"),
                        Arguments.of("expiresIn", "\"PT4M59S\""),
                        Arguments.of("expiresIn", "\"PT61M\""),
                        Arguments.of("expiresIn", "\"-PT5M\""),
                        Arguments.of("expiresIn", "\"PT99999999999999H\""),
                        Arguments.of("colour", "\"red\"")));
    }

    @ParameterizedTest
    @MethodSource("wrongFields")
    void aWrongFieldIsNamed(String field, String value) {
        var url = field.equals("returnUrl") ? "" : "\"returnUrl\": \"https://a.example\", ";
        refused(
                "{\"customerId\": \"" + kari + "\", " + url + "\"" + field + "\": " + value + "}",
                "/v1/portal-sessions",
                field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/portal-sessions", "/v1/portal-sessions/end-all"})
    void exactlyOneReferenceNamesACustomer(String path) {
        var url = path.endsWith("all") ? "" : "\"returnUrl\": \"https://a.example\", ";
        var both = "\"customerId\": \"" + kari + "\", \"customerExternalId\": \"user-1\"}";
        refused("{" + url + both, path, "customerId");
        refused("{" + url + "\"customerId\": null}", path, "customerExternalId");
        for (var field : List.of("customerId", "customerExternalId")) {
            for (var value : NO_TEXT) {
                var answer = as(mine).contentType(ContentType.JSON)
                        .body("{" + url + "\"" + field + "\": " + value + "}")
                        .post(path);
                // An id of the wrong form is one that names nobody.
                answer.then()
                        .statusCode(field.equals("customerId") && value.contains("a\\") ? equalTo(404) : equalTo(400));
            }
            as(mine).contentType(ContentType.JSON)
                    .body("{" + url + "\"" + field + "\": \"nobody\"}")
                    .post(path)
                    .then()
                    .statusCode(404)
                    .body("detail", startsWith("'" + field + "'"));
        }
        assertNothingIsWritten();
    }

    @Test
    void whatIsNoObjectIsRefused() {
        for (var body : List.of("", "null", "[]", "1", "{", "\"a\"")) {
            as(mine).contentType(ContentType.JSON)
                    .body(body)
                    .post("/v1/portal-sessions")
                    .then()
                    .statusCode(400);
        }
        as(mine).contentType(ContentType.TEXT)
                .body("{}")
                .post("/v1/portal-sessions")
                .then()
                .statusCode(415);
        assertNothingIsWritten();
    }

    private void refused(String body, String path, String field) {
        as(mine).contentType(ContentType.JSON)
                .body(body)
                .post(path)
                .then()
                .statusCode(400)
                .body("errors.field.collect { it.replaceAll('[\\\\[.].*', '') }", hasItem(field));
        assertNothingIsWritten();
    }

    private void assertNothingIsWritten() {
        as(mine).get("/v1/portal-sessions?includeExpired=true").then().body("data", empty());
    }
}
