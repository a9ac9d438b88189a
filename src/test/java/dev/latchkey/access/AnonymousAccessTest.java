package dev.latchkey.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No route is open to those without a key unless it says so, however its path is spelled. */
@QuarkusTest
class AnonymousAccessTest {

    private static final String REPORT = "/v1/api-keys/report-leak";
    private static final Set<String> OPEN =
            Set.of("post " + REPORT, "post /v1/integrations/github/secret-scanning", "get /v1/test/open");

    @Inject
    Routes routes;

    @Test
    void everyOtherRouteIsClosed() {
        JsonPath document = given().get("/q/openapi?format=json").jsonPath();
        var asked = new ArrayList<String>();

        document.<Map<String, Map<String, Object>>>get("paths").forEach((path, operations) -> {
            for (var method : operations.keySet()) {
                if (!OPEN.contains(method + " " + path)) {
                    asked.add(method + " " + path);
                    given().contentType(ContentType.JSON)
                            .request(method.toUpperCase(Locale.ROOT), path.replaceAll("\\{[^}]*}", "x"))
                            .then()
                            .statusCode(401)
                            .body("code", equalTo(path.startsWith("/v1/portal/") ? "session_invalid" : "key_invalid"));
                }
            }
        });

        assertThat(asked).hasSizeGreaterThan(20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/api-keys//report-leak",
                "//v1/api-keys/report-leak",
                "/v1/api-keys/report-leak/",
                "/v1/api-keys/report-leak//",
                "/v1/api-keys/report-leak;a=b",
                "/v1/api-keys;a=b/report-leak",
                "/v1/api-keys/%72eport-leak",
                "/v1/api-keys%2freport-leak",
                "/v1/api-keys/report-leak%2f",
                "/v1/api-keys/report-leak%3fa",
                "/v1/api-keys/report-leak%00",
                "/v1/./api-keys/report-leak",
                "/v1/%2e/api-keys/report-leak",
                "/v1/x/../api-keys/report-leak",
                "/v1/x/%2e%2e/api-keys/report-leak",
                "/v1/api-keys/report-leak/..",
                "/v1/api-keys/report-leak/../../verify",
                "/v1/api-keys/report-leak/%2e%2e/%2e%2e/verify",
                "/v1/api-keys/report-leak;/../../api-keys",
                "/v1/api-keys/report-leak/restore",
                "/V1/api-keys/report-leak",
                "/v1/api-keys/Report-leak",
                "/v1/api-keys",
            })
    void anotherSpellingIsClosed(String path) throws IOException {
        assertThat(answer("POST", path)).contains(" 401 ").contains("\"code\":\"key_invalid\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "post", "TRACE"})
    void anotherMethodIsClosed(String method) throws IOException {
        assertThat(answer(method, REPORT)).contains(" 401 ");
    }

    @ParameterizedTest
    @CsvSource({"x-api-key:", "x-api-key: x", "X-API-KEY: mf_sk_test_x", "'x-api-key: a\r\nx-api-key: b'"})
    void whoSendsAKeyNeedsAGoodOne(String header) throws IOException {
        assertThat(answer("POST", REPORT + " HTTP/1.1\r\n" + header.replace("\\r\\n", "\r\n") + "\r\nX:"))
                .contains(" 401 ");
    }

    @Test
    void theOneSpellingIsOpen() throws IOException {
        assertThat(answer("POST", REPORT)).contains(" 400 ").contains("\"field\":\"token\"");
        assertThat(answer("POST", REPORT + "?a=b")).contains(" 400 ").contains("\"field\":\"a\"");
        assertThat(answer("POST", "http://x" + REPORT)).contains(" 400 ").contains("\"field\":\"token\"");
    }

    @Test
    void aRouteThatDoesNotSaySoIsClosedEvenWhenTheFilterLetsItPass() {
        // Given what would be a fault of the filter
        routes.add("GET", new RouteRule("/v1/test/private", false, true, Optional.empty(), List.of(), Audience.KEYS));

        given().get("/v1/test/private").then().statusCode(401).body("code", equalTo("key_invalid"));
    }

    @Test
    void nobodyIsNotTakenForSomebody() {
        given().get("/v1/test/open").then().statusCode(200).body(equalTo("nobody, and it is refused to act as one"));
    }

    private static String answer(String method, String path) throws IOException {
        try (var client = RawHttp.connect()) {
            client.send(method + " " + path + (path.contains(" HTTP/1.1") ? " x" : " HTTP/1.1")
                    + "\r\nHost: x\r\nConnection: close\r\n"
                    + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
            return client.readAll();
        }
    }
}
