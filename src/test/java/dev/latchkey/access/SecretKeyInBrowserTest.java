package dev.latchkey.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.latchkey.Metrics;
import dev.latchkey.Waiting;
import dev.latchkey.audit.TestUsage;
import dev.latchkey.key.TestKeys;
import dev.latchkey.key.TestKeys.TestKey;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A secret key that a browser sends works, unless configured otherwise, and everybody can see that it did. */
@QuarkusTest
class SecretKeyInBrowserTest {

    @Inject
    TestKeys keys;

    @Inject
    TestUsage usage;

    private UUID acme;
    private TestKey secret;

    @BeforeEach
    void aKey() {
        acme = keys.organization();
        secret = keys.secret(acme);
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, https://shop.example.com, true",
        "Origin, null, true",
        "Sec-Fetch-Mode, cors, true",
        "Sec-Fetch-Mode, no-cors, true",
        "Sec-Fetch-Mode, navigate, false",
        "Referer, https://shop.example.com/, false"
    })
    void theRowSaysWhetherItCameFromABrowser(String header, String value, boolean fromBrowser) {
        as(secret).header(header, value).get("/v1/verify").then().statusCode(200);

        usage.awaitRows(acme, 1);
        as(secret)
                .get("/v1/usage-logs?route=/v1/verify")
                .then()
                .body("data.secretKeyInBrowser", equalTo(List.of(fromBrowser)));
    }

    @Test
    void theKeySaysWhenItWasFirstSeenThere() {
        var before = Metrics.value("latchkey_secret_keys_in_browser_total");
        as(secret).get("/v1/api-keys/" + secret.id()).then().body("exposedInBrowserAt", nullValue());

        fromBrowser(secret).get("/v1/verify").then().statusCode(200);

        await().atMost(Waiting.PATIENCE)
                .untilAsserted(() -> as(secret)
                        .get("/v1/api-keys/" + secret.id())
                        .then()
                        .body("exposedInBrowserAt", notNullValue()));
        var first = as(secret).get("/v1/api-keys/" + secret.id()).path("exposedInBrowserAt");
        fromBrowser(secret).get("/v1/verify").then().statusCode(200);
        fromBrowser(secret).get("/v1/verify").then().statusCode(200);
        as(secret).get("/v1/api-keys/" + secret.id()).then().body("exposedInBrowserAt", equalTo(first));
        as(secret)
                .get("/v1/api-keys/" + secret.id() + "/events")
                .then()
                .body("data.findAll { it.type == 'exposed_in_browser' }.size()", equalTo(1))
                .body("data.findAll { it.type == 'exposed_in_browser' }.requestId", everyItem(notNullValue()));
        assertThat(Metrics.value("latchkey_secret_keys_in_browser_total")).isEqualTo(before + 3);
    }

    @Test
    void aPublishableKeyBelongsThere() {
        var publishable = keys.publishable(acme);
        fromBrowser(publishable).get("/v1/verify").then().statusCode(200);

        usage.awaitRows(acme, 1);
        as(secret)
                .get("/v1/usage-logs?route=/v1/verify")
                .then()
                .body("data.secretKeyInBrowser", equalTo(List.of(false)));
    }

    private static RequestSpecification fromBrowser(TestKey key) {
        return as(key).header("Origin", "https://shop.example.com");
    }

    private static RequestSpecification as(TestKey key) {
        return given().header("x-api-key", key.token());
    }
}
