package dev.latchkey.customer;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.latchkey.key.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is said of a customer, the answer says what is wrong with it, and nothing is written. */
@QuarkusTest
class CustomerInputTest {

    /** What no text may be. */
    private static final List<String> NO_TEXT =
            List.of("1", "true", "[]", "{}", "\"\"", "\"a\\u0000b\"", "\"a\\ud800b\"", "\"\\udc00\"");

    @Inject
    TestKeys keys;

    private String token;
    private String id;

    @BeforeEach
    void aCustomer() {
        token = keys.secret(keys.organization()).token();
        id = as().contentType(ContentType.JSON)
                .body("{\"name\": \"Kari\"}")
                .post("/v1/customers")
                .path("id");
    }

    static Stream<Arguments> wrongFields() {
        var texts = Stream.of(
                        "externalId",
                        "name",
                        "email",
                        "phone",
                        "address.line1",
                        "address.line2",
                        "address.city",
                        "address.region",
                        "address.postalCode",
                        "address.country")
                .flatMap(field -> NO_TEXT.stream().map(value -> Arguments.of(field, value)));
        return Stream.concat(
                texts,
                Stream.of(
                        Arguments.of("name", "null"),
                        Arguments.of("name", "\"  \""),
                        Arguments.of("name", text(201)),
                        Arguments.of("externalId", text(201)),
                        Arguments.of("email", text(255)),
                        Arguments.of("email", "\"kari\""),
                        Arguments.of("email", "\"@example.com\""),
                        Arguments.of("email", "\"kari@\""),
                        Arguments.of("email", "\"a b@example.com\""),
                        Arguments.of("phone", "\"55512345\""),
                        Arguments.of("phone", "\"+0123456\""),
                        Arguments.of("phone", "\"+1234567890123456\""),
                        Arguments.of("address", "\"here\""),
                        Arguments.of("address", "[]"),
                        Arguments.of("address.planet", "\"Mars\""),
                        Arguments.of("address.planet", "null"),
                        Arguments.of("address.line1", text(201)),
                        Arguments.of("address.line2", text(201)),
                        Arguments.of("address.city", text(101)),
                        Arguments.of("address.region", text(101)),
                        Arguments.of("address.postalCode", text(21)),
                        Arguments.of("address.country", "\"no\""),
                        Arguments.of("address.country", "\"ZZ\""),
                        Arguments.of("address.country", "\"NOR\""),
                        Arguments.of("metadata", "[]"),
                        Arguments.of("metadata", "\"a\""),
                        Arguments.of("metadata", "{\"\": \"a\"}"),
                        Arguments.of("metadata", "{" + text(41) + ": \"a\"}"),
                        Arguments.of("metadata", "{\"a\": " + text(501) + "}"),
                        Arguments.of("metadata", "{\"a\": \"\\u0000\"}"),
                        Arguments.of("metadata", "{\"\\u0000\": \"a\"}"),
                        Arguments.of("metadata", "{\"a\": \"\\ud800\"}"),
                        Arguments.of("metadata", pairs(21)),
                        Arguments.of("metadata.a", "1"),
                        Arguments.of("metadata.a", "[\"b\"]"),
                        Arguments.of("id", "\"cus_1\""),
                        Arguments.of("environment", "\"live\""),
                        Arguments.of("colour", "null")));
    }

    @ParameterizedTest
    @MethodSource("wrongFields")
    void aWrongFieldIsNamed(String field, String value) {
        var body = body(field, value);
        as().contentType(ContentType.JSON)
                .body(field.equals("name") ? body : body.replaceFirst("\\{", "{\"name\": \"Ola\", "))
                .post("/v1/customers")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("invalid_request"))
                .body("errors.field", hasItem(field));
        as().contentType(ContentType.JSON)
                .body(body)
                .patch("/v1/customers/" + id)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.field", hasItem(field));
        assertNothingIsWritten();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[]", "7", "\"a\"", "null", "nonsense", "{\"name\": \"a\", \"name\": \"b\"}", "{} {}"})
    void whatIsNoCustomerIsRefused(String body) {
        as().contentType(ContentType.JSON)
                .body(body)
                .post("/v1/customers")
                .then()
                .statusCode(400);
        as().contentType(ContentType.JSON)
                .body(body)
                .patch("/v1/customers/" + id)
                .then()
                .statusCode(400);
        assertNothingIsWritten();
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        as().contentType(ContentType.JSON)
                .body(
                        "{\"email\": \"x\", \"phone\": \"x\", \"address\": {\"country\": \"x\"}, \"metadata\": {\"\": \"\"}}")
                .post("/v1/customers")
                .then()
                .statusCode(400)
                .body("errors.field.sort()", contains("address.country", "email", "metadata", "name", "phone"));
    }

    @Test
    void whatIsTooLargeOrOfAnotherTypeIsRefused() {
        as().contentType(ContentType.JSON)
                .body("{\"name\": \"a\", \"metadata\": " + pairs(10_000) + "}")
                .post("/v1/customers")
                .then()
                .statusCode(413);
        as().contentType(ContentType.TEXT)
                .body("{\"name\": \"a\"}")
                .post("/v1/customers")
                .then()
                .statusCode(415);
        as().put("/v1/customers/" + id).then().statusCode(405);
        assertNothingIsWritten();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"externalId=", "email=", "email=%00", "limit=0", "cursor=x", "colour=red", "email=a&email=b"})
    void aWrongQueryIsRefused(String query) {
        as().urlEncodingEnabled(false)
                .get("/v1/customers?" + query)
                .then()
                .statusCode(400)
                .body("errors.field", contains(query.replaceAll("=.*", "")));
    }

    private void assertNothingIsWritten() {
        as().get("/v1/customers")
                .then()
                .body("data.id", contains(id))
                .body("data.name", contains("Kari"))
                .body("data.metadata.findAll { !it.isEmpty() }", empty());
    }

    private static String body(String field, String value) {
        int dot = field.indexOf('.');
        return dot < 0
                ? "{\"" + field + "\": " + value + "}"
                : "{\"" + field.substring(0, dot) + "\": {\"" + field.substring(dot + 1) + "\": " + value + "}}";
    }

    private static String text(int length) {
        return '"' + "x".repeat(length) + '"';
    }

    private static String pairs(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"k" + i + "\": \"v\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private RequestSpecification as() {
        return given().header("x-api-key", token);
    }
}
