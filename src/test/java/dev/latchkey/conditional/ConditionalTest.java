package dev.latchkey.conditional;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.latchkey.key.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lost updates, of customers and of plans. */
@QuarkusTest
class ConditionalTest {

    private static final String BODY =
            "{\"name\": \"First\", \"currency\": \"USD\", \"prices\": [{\"amount\": 1, \"interval\": \"day\"}]}";

    @Inject
    TestKeys keys;

    private String token;

    @BeforeEach
    void aKey() {
        token = keys.secret(keys.organization()).token();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/customers", "/v1/pricing-plans"})
    void aStateThatIsOverIsNotOverwritten(String path) {
        var made = make(path);
        var item = made.header("Location");
        var first = made.header("ETag");
        as().get(item).then().header("ETag", first);

        var changed = patch(item, first, "Second");
        changed.then().statusCode(200).header("ETag", not(first)).body("name", equalTo("Second"));
        as().get(item).then().header("ETag", changed.header("ETag"));

        patch(item, first, "Third")
                .then()
                .statusCode(412)
                .contentType("application/problem+json")
                .body("code", equalTo("precondition_failed"));
        as().header("If-Match", first).delete(item).then().statusCode(412);
        as().get(item).then().statusCode(200).body("name", equalTo("Second"));
        as().header("If-Match", changed.header("ETag")).delete(item).then().statusCode(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/customers", "/v1/pricing-plans"})
    void ofManyWhoHaveSeenTheSameOneChangesIt(String path) throws InterruptedException {
        var made = make(path);
        var threads = Executors.newFixedThreadPool(16);
        try {
            Callable<Integer> change = () -> patch(
                            made.header("Location"),
                            made.header("ETag"),
                            Thread.currentThread().getName())
                    .statusCode();
            var statuses = threads.invokeAll(Collections.nCopies(16, change)).stream()
                    .map(ConditionalTest::join)
                    .sorted()
                    .toList();
            assertThat(statuses).startsWith(200, 412).endsWith(412);
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*           | 200",
                "\"x\", %s   | 200",
                "W/%s        | 412",
                "\"x\"       | 412",
                "x           | 400",
                "%s %s       | 400",
                "\"          | 400"
            })
    void whatIsNamedIsComparedStrongly(String ifMatch, int status) {
        for (var path : new String[] {"/v1/customers", "/v1/pricing-plans"}) {
            var made = make(path);
            patch(made.header("Location"), ifMatch.replace("%s", made.header("ETag")), "Second")
                    .then()
                    .statusCode(status);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/customers/cus_01jd9qv3m8e9kb4c5f6g7h8j9k",
                "/v1/pricing-plans/plan_01jd9qv3m8e9kb4c5f6g7h8j9k"
            })
    void whatDoesNotExistIsNoConflict(String item) {
        patch(item, "*", "Second").then().statusCode(404);
        patch(item, "\"v0\"", "Second").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/customers", "/v1/pricing-plans"})
    void whatChangesNothingIsTheSameState(String path) {
        var made = make(path);
        patch(made.header("Location"), made.header("ETag"), "First")
                .then()
                .statusCode(200)
                .header("ETag", made.header("ETag"))
                .body(equalTo(made.asString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/customers", "/v1/pricing-plans"})
    void whoHasItIsNotSentItAgain(String path) {
        var made = make(path);
        as().header("If-None-Match", "\"x\", W/" + made.header("ETag"))
                .get(made.header("Location"))
                .then()
                .statusCode(304)
                .header("ETag", made.header("ETag"))
                .body(equalTo(""));
        as().header("If-None-Match", "\"x\"")
                .get(made.header("Location"))
                .then()
                .statusCode(200);
    }

    private Response make(String path) {
        return as().contentType(ContentType.JSON)
                .body(path.equals("/v1/customers") ? "{\"name\": \"First\"}" : BODY)
                .post(path);
    }

    private Response patch(String item, String ifMatch, String name) {
        return as().header("If-Match", ifMatch)
                .contentType("application/merge-patch+json")
                .body(("{\"name\": \"" + name + "\"}").getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .patch(item);
    }

    private RequestSpecification as() {
        return given().header("x-api-key", token);
    }

    private static int join(Future<Integer> status) {
        try {
            return status.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
