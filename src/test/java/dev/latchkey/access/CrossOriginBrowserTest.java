package dev.latchkey.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.latchkey.Browser;
import dev.latchkey.key.TestKeys;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a page of another origin can read with a publishable key, as a real browser lets it. */
@QuarkusTest
class CrossOriginBrowserTest {

    private static final String FETCH = """
            async ([url, key, method]) => {
                const answer = await fetch(url, {method: method, headers: {'x-api-key': key}});
                const names = ['x-request-id', 'ratelimit', 'ratelimit-policy', 'retry-after', 'etag'];
                return {
                    status: answer.status,
                    body: await answer.json(),
                    headers: Object.fromEntries(names.filter(n => answer.headers.has(n)).map(n => [n, answer.headers.get(n)]))
                };
            }""";

    private static Browser browser;
    private static HttpServer otherSite;

    @Inject
    TestKeys keys;

    @TestHTTPResource("/")
    String service;

    private UUID acme;

    @BeforeAll
    static void start() throws IOException {
        browser = Browser.start();
        otherSite = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        otherSite.createContext("/", exchange -> {
            var page = "<!DOCTYPE html><title>Another site</title>".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        otherSite.start();
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
        if (otherSite != null) {
            otherSite.stop(0);
        }
    }

    @BeforeEach
    void anOrganization() {
        acme = keys.organization();
    }

    @Test
    void aPageReadsWhatIsPublic() {
        var key = keys.publishable(acme).token();

        assertThat(read("v1/verify", key).status()).isEqualTo(200);
        var plans = read("v1/pricing-plans", key);
        assertThat(plans.status()).isEqualTo(200);
        assertThat(plans.body()).containsEntry("hasMore", false);
        assertThat(plans.headers()).containsKeys("x-request-id", "etag");
    }

    @Test
    void aPageReadsWhyItIsRefused() {
        var unknown = read("v1/verify", keys.unknownToken());
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.body()).containsEntry("code", "key_invalid");
        assertThat(unknown.headers()).containsKey("x-request-id");

        var key = keys.publishable(acme).token();
        var forbidden = read("v1/customers", key);
        assertThat(forbidden).isNull();
    }

    @Test
    void aPageReadsThatItAsksTooOften() {
        var limited = made("\"type\": \"publishable\", \"rateLimit\": {\"requests\": 1, \"period\": \"PT1H\"}");
        assertThat(read("v1/verify", limited).headers()).containsKeys("ratelimit", "ratelimit-policy", "x-request-id");

        var refused = read("v1/verify", limited);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.body()).containsEntry("code", "rate_limited");
        assertThat(refused.headers()).containsKeys("ratelimit", "retry-after", "x-request-id");
    }

    @Test
    void aPageOfAnOriginThatIsNotAllowedReadsNothing() {
        var elsewhere = made("\"type\": \"publishable\", \"allowedOrigins\": [\"https://app.example.com\"]");

        assertThat(read("v1/verify", elsewhere)).isNull();
    }

    @Test
    void aPageReadsThatASecretKeyIsNoneForIt() {
        var refused = read("v1/verify", keys.secret(acme).token());
        assertThat(refused)
                .satisfiesAnyOf(
                        none -> assertThat(none).isNull(),
                        read -> assertThat(read.status()).isIn(List.of(200, 403)));
    }

    /** What a page could read. */
    private record Answer(int status, Map<String, Object> body, Map<String, Object> headers) {}

    /** Null when the browser shows the page nothing. */
    @SuppressWarnings("unchecked")
    private Answer read(String path, String key) {
        try (var person = browser.person()) {
            var page = person.newPage();
            page.navigate("http://127.0.0.1:" + otherSite.getAddress().getPort() + "/");
            var answer = (Map<String, Object>) page.evaluate(FETCH, List.of(service + path, key, "GET"));
            return new Answer(
                    (int) answer.get("status"), (Map<String, Object>) answer.get("body"), (Map<String, Object>)
                            answer.get("headers"));
        } catch (com.microsoft.playwright.PlaywrightException unreadable) {
            assertThat(unreadable).hasMessageContaining("Failed to fetch");
            return null;
        }
    }

    private String made(String fields) {
        return given().header("x-api-key", keys.secret(acme).token())
                .contentType(ContentType.JSON)
                .body("{\"name\": \"Limited\", " + fields + "}")
                .post("/v1/api-keys")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
    }
}
