package dev.latchkey.portal;

import static dev.latchkey.portal.TestPortal.as;
import static dev.latchkey.portal.TestPortal.bearer;
import static dev.latchkey.portal.TestPortal.customer;
import static dev.latchkey.portal.TestPortal.inBrowser;
import static dev.latchkey.portal.TestPortal.open;
import static dev.latchkey.portal.TestPortal.session;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.latchkey.Waiting;
import dev.latchkey.key.TestKeys;
import dev.latchkey.key.TestKeys.TestKey;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the secrets of a session open, and what they do not. */
@QuarkusTest
class PortalAccessTest {

    @Inject
    TestKeys keys;

    private TestKey mine;
    private String kari;

    @BeforeEach
    void aCustomer() {
        mine = keys.secret(keys.organization());
        kari = customer(mine, "Kari");
    }

    @Test
    void aCustomerReadsAndChangesItsOwnProfile() {
        String token = session(mine, kari).path("token");

        bearer(token)
                .contentType(ContentType.JSON)
                .body("{\"phone\": \"+4755512345\", \"email\": null}")
                .patch("/v1/portal/profile")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("name", equalTo("Kari"))
                .body("email", nullValue())
                .body("phone", equalTo("+4755512345"));

        as(mine).get("/v1/customers/" + kari).then().body("phone", equalTo("+4755512345"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"externalId\": \"mine\"}",
                "{\"metadata\": {\"a\": \"b\"}}",
                "{\"name\": null}",
                "{\"email\": \"kari\"}",
                "{\"phone\": \"1\"}",
                "{\"address\": {\"country\": \"XX\"}}",
                "{\"name\": \"a\\u0000\"}"
            })
    void nothingElseOfACustomerIsItsOwnToChange(String patch) {
        String token = session(mine, kari).path("token");

        bearer(token)
                .contentType(ContentType.JSON)
                .body(patch)
                .patch("/v1/portal/profile")
                .then()
                .statusCode(400)
                .body("errors", hasSize(1));
    }

    @Test
    void aSessionShowsItsFeaturesOnly() {
        String token = session(mine, kari, ", \"features\": [\"plans\"]").path("token");

        bearer(token).get("/v1/portal/plans").then().statusCode(200);
        for (var path : List.of("profile", "activity")) {
            bearer(token).get("/v1/portal/" + path).then().statusCode(403).body("code", equalTo("feature_not_allowed"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/verify",
                "/v1/customers",
                "/v1/pricing-plans",
                "/v1/usage-logs",
                "/v1/portal-sessions",
                "/v1/portal/../customers",
                "/v1/portal/%2e%2e/customers",
                "/v1/portal/;a=b/../../customers"
            })
    void aSessionOpensNothingElse(String path) {
        String token = session(mine, kari).path("token");
        String cookie = open(session(mine, kari).path("token"));

        bearer(token).urlEncodingEnabled(false).get(path).then().statusCode(401);
        inBrowser(cookie).urlEncodingEnabled(false).get(path).then().statusCode(401);
    }

    @Test
    void aKeyOpensNoPortal() {
        String token = session(mine, kari).path("token");
        as(mine).get("/v1/portal/profile").then().statusCode(403).body("code", equalTo("session_required"));
        as(mine).header("Authorization", "Bearer " + token)
                .get("/v1/portal/profile")
                .then()
                .statusCode(403);
        given().get("/v1/portal/profile").then().statusCode(401).header("WWW-Authenticate", containsString("Bearer"));
    }

    @Test
    void openingTheLinkSpendsTheToken() {
        String token = session(mine, kari).path("token");
        bearer(token).get("/v1/portal/profile").then().statusCode(200);
        String cookie = open(token);

        bearer(token).get("/v1/portal/profile").then().statusCode(401).body("code", equalTo("session_invalid"));
        inBrowser(cookie).get("/v1/portal/profile").then().statusCode(200).body("name", equalTo("Kari"));
        bearer(cookie).get("/v1/portal/profile").then().statusCode(401);
        inBrowser(token).get("/v1/portal/profile").then().statusCode(401);
    }

    @Test
    void readingALinkSpendsNothingAndOfManyClicksOneOpensIt() {
        String token = session(mine, kari).path("token");
        for (int i = 0; i < 3; i++) {
            given().head("/portal/" + token).then().statusCode(200);
            given().get("/portal/" + token).then().statusCode(200).header("Referrer-Policy", "no-referrer");
        }

        var statuses = IntStream.range(0, 12)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> given().redirects()
                        .follow(false)
                        .header("Sec-Fetch-Site", "same-origin")
                        .post("/portal/" + token)
                        .statusCode()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .sorted()
                .toList();

        assertThat(statuses).hasSize(12).startsWith(303, 410).endsWith(410);
        given().get("/portal/" + token).then().statusCode(410).body(containsString("Link already used"));
    }

    @Test
    void aLinkThatIsOverOrUnknownSaysSo() {
        var made = session(mine, kari);
        as(mine).delete("/v1/portal-sessions/" + made.path("id"));

        given().get("/portal/" + made.path("token")).then().statusCode(410).body(containsString("no longer valid"));
        String unknown = new SessionSecrets().newToken(dev.latchkey.organization.Environment.TEST);
        given().get("/portal/" + unknown).then().statusCode(404).contentType(ContentType.HTML);
        given().get("/portal/nonsense").then().statusCode(404).contentType(ContentType.HTML);
        given().get("/portal").then().statusCode(401).contentType(ContentType.HTML);
        String token = session(mine, kari).path("token");
        bearer(token).get("/portal").then().statusCode(401);
        inBrowser(open(token)).get("/portal/nonsense").then().statusCode(404);
    }

    @Test
    void anotherSiteCanHaveTheCookieSentButChangesNothing() {
        String cookie = open(session(mine, kari).path("token"));
        for (var site : List.of("cross-site", "same-site", "none")) {
            inBrowser(cookie)
                    .header("Sec-Fetch-Site", site)
                    .contentType(ContentType.JSON)
                    .body("{\"name\": \"Mallory\"}")
                    .patch("/v1/portal/profile")
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("cross_site"));
        }
        inBrowser(cookie)
                .header("Origin", "null")
                .formParam("name", "Mallory")
                .post("/portal/profile")
                .then()
                .statusCode(403)
                .contentType(ContentType.HTML);
        inBrowser(cookie)
                .header("Origin", "https://evil.example")
                .post("/portal/sign-out")
                .then()
                .statusCode(403);
        inBrowser(cookie)
                .header("Sec-Fetch-Site", "same-origin")
                .contentType("text/plain")
                .body("{\"name\": \"Mallory\"}")
                .patch("/v1/portal/profile")
                .then()
                .statusCode(415);
        as(mine).get("/v1/customers/" + kari).then().body("name", equalTo("Kari"));
    }

    @Test
    void requestsOfASessionAreInTheLogWithTheCustomerAndWithoutTheToken() {
        var made = session(mine, kari);
        String token = made.path("token");
        given().get("/portal/" + token);
        bearer(token).get("/v1/portal/profile").then().statusCode(200);
        String cookie = open(token);

        await().atMost(Waiting.PATIENCE)
                .untilAsserted(() -> as(mine).get("/v1/usage-logs?customerId=" + kari)
                        .then()
                        .body("data", hasSize(3))
                        .body("data.path", hasItem("/portal/mgl_test_redacted"))
                        .body("data.portalSessionId", everyItem(equalTo(made.path("id"))))
                        .body("data.apiKeyId", everyItem(nullValue())));
        as(mine).get("/v1/usage-logs?portalSessionId=" + made.path("id")).then().body("data", hasSize(3));
        assertThat(as(mine).get("/v1/usage-logs").asString()).doesNotContain(token.substring(9));
        inBrowser(cookie)
                .get("/v1/portal/activity")
                .then()
                .statusCode(200)
                .body("data.route", hasItem("/v1/portal/profile"))
                .body("data.route", not(hasItem("/v1/portal-sessions")));
        given().get("/portal/" + token + "x").then().body(not(containsString(token)));
    }
}
