package dev.latchkey.portal;

import static dev.latchkey.portal.TestPortal.as;
import static dev.latchkey.portal.TestPortal.bearer;
import static dev.latchkey.portal.TestPortal.customer;
import static dev.latchkey.portal.TestPortal.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.latchkey.key.TestKeys;
import dev.latchkey.key.TestKeys.TestKey;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PortalSessionsTest {

    @Inject
    TestKeys keys;

    private UUID acme;
    private TestKey mine;
    private String kari;

    @BeforeEach
    void aCustomer() {
        acme = keys.organization();
        mine = keys.secret(acme);
        kari = customer(mine, "Kari");
    }

    @Test
    void aSessionIsMadeWithAnUrlAndATokenThatAreShownOnce() {
        var made = session(mine, kari);

        assertThat(made.header("Cache-Control")).isEqualTo("no-store");
        assertThat(made.<String>path("id")).matches("ps_[0-9a-z]{26}");
        assertThat(made.<String>path("token")).matches("mgl_test_[0-9A-Za-z]{36}");
        assertThat(made.<String>path("url")).matches("http://localhost:\\d+/portal/" + made.path("token"));
        assertThat(made.<List<String>>path("features")).containsExactly("profile", "plans", "usage");
        assertThat(Duration.between(instant(made.path("createdAt")), instant(made.path("expiresAt"))))
                .isEqualTo(Duration.ofHours(1));
        var shown = as(mine).get("/v1/portal-sessions/" + made.path("id"));
        shown.then()
                .statusCode(200)
                .body("customerId", equalTo(kari))
                .body("status", equalTo("active"))
                .body("token", nullValue());
        assertThat(shown.asString()).doesNotContain("mgl_");
    }

    @Test
    void aCustomerIsNamedByExternalIdToo() {
        as(mine).contentType(ContentType.JSON)
                .body("{\"name\": \"Ola\", \"externalId\": \"user-1\"}")
                .post("/v1/customers");

        as(mine).contentType(ContentType.JSON)
                .body("{\"customerExternalId\": \"user-1\", \"returnUrl\": \"http://localhost:3000/\","
                        + " \"features\": [\"plans\"], \"expiresIn\": \"PT5M\"}")
                .post("/v1/portal-sessions")
                .then()
                .statusCode(201)
                .body("customerExternalId", equalTo("user-1"))
                .body("features", contains("plans"));
    }

    @Test
    void aReplayHasNeitherTokenNorUrl() {
        var body = "{\"customerId\": \"" + kari + "\", \"returnUrl\": \"https://a.example\"}";
        var first = as(mine).header("Idempotency-Key", "one")
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/portal-sessions");

        as(mine).header("Idempotency-Key", "one")
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/portal-sessions")
                .then()
                .statusCode(201)
                .header("Idempotent-Replayed", "true")
                .header("Cache-Control", "no-store")
                .body("id", equalTo(first.path("id")))
                .body("token", nullValue())
                .body("url", nullValue())
                .body("tokenOmitted", equalTo(true));
    }

    @Test
    void listsHoldWhatIsOpenUnlessToldOtherwise() {
        var other = customer(mine, "Ola");
        String open = session(mine, kari).path("id");
        String ended = session(mine, kari).path("id");
        String others = session(mine, other).path("id");
        as(mine).delete("/v1/portal-sessions/" + ended).then().statusCode(200);

        as(mine).get("/v1/portal-sessions").then().body("data.id", containsInAnyOrder(open, others));
        as(mine).get("/v1/portal-sessions?customerId=" + kari).then().body("data.id", contains(open));
        as(mine).get("/v1/portal-sessions?includeExpired=true&customerId=" + kari)
                .then()
                .body("data.id", containsInAnyOrder(open, ended));
        as(mine).get("/v1/portal-sessions?includeExpired=yes").then().statusCode(400);
        as(keys.live(acme)).get("/v1/portal-sessions").then().body("data", empty());
    }

    @Test
    void endingASessionGivesAReceiptAndRefusesItsToken() {
        var made = session(mine, kari);
        String token = made.path("token");
        bearer(token).get("/v1/portal/profile").then().statusCode(200);

        as(mine).delete("/v1/portal-sessions/" + made.path("id"))
                .then()
                .statusCode(200)
                .body("id", equalTo(made.path("id")))
                .body("endedAt", notNullValue())
                .body("effectiveBy", notNullValue())
                .body("replicasConfirmed", greaterThanOrEqualTo(1))
                .body("replicasOutstanding", equalTo(0));

        bearer(token).get("/v1/portal/profile").then().statusCode(401).body("code", equalTo("session_ended"));
    }

    @Test
    void endingAllEndsThoseOfOneCustomer() {
        String first = session(mine, kari).path("token");
        String second = session(mine, kari).path("token");
        String others = session(mine, customer(mine, "Ola")).path("token");
        for (var token : List.of(first, second, others)) {
            bearer(token).get("/v1/portal/plans").then().statusCode(200);
        }

        as(mine).contentType(ContentType.JSON)
                .body("{\"customerId\": \"" + kari + "\"}")
                .post("/v1/portal-sessions/end-all")
                .then()
                .statusCode(200)
                .body("ended", equalTo(2))
                .body("customerId", equalTo(kari))
                .body("effectiveBy", matchesPattern(".*Z"));

        bearer(first).get("/v1/portal/plans").then().statusCode(401);
        bearer(second).get("/v1/portal/plans").then().statusCode(401);
        bearer(others).get("/v1/portal/plans").then().statusCode(200);
    }

    @Test
    void deletingTheCustomerEndsItsSessions() {
        String token = session(mine, kari).path("token");
        String cookie = TestPortal.open(session(mine, kari).path("token"));
        bearer(token).get("/v1/portal/profile").then().statusCode(200);
        TestPortal.inBrowser(cookie).get("/v1/portal/profile").then().statusCode(200);

        as(mine).delete("/v1/customers/" + kari).then().statusCode(204);

        org.awaitility.Awaitility.await().atMost(dev.latchkey.Waiting.PATIENCE).untilAsserted(() -> {
            bearer(token).get("/v1/portal/plans").then().statusCode(401);
            TestPortal.inBrowser(cookie).get("/v1/portal/plans").then().statusCode(401);
        });
        as(mine).get("/v1/portal-sessions?includeExpired=true").then().body("data", empty());
    }

    @Test
    void whatIsForeignLooksLikeNothing() {
        String id = session(mine, kari).path("id");
        for (var key : List.of(keys.live(acme), keys.secret(keys.organization()))) {
            for (var method : List.of("GET", "DELETE")) {
                var never = as(key).header("X-Request-Id", "same")
                        .request(method, "/v1/portal-sessions/ps_" + "0".repeat(26));
                var theirs = as(key).header("X-Request-Id", "same").request(method, "/v1/portal-sessions/" + id);
                assertThat(theirs.statusCode()).isEqualTo(404);
                assertThat(theirs.asString().replace(id, "ID"))
                        .isEqualTo(never.asString().replace("ps_" + "0".repeat(26), "ID"));
            }
            as(key).contentType(ContentType.JSON)
                    .body("{\"customerId\": \"" + kari + "\", \"returnUrl\": \"https://a.example\"}")
                    .post("/v1/portal-sessions")
                    .then()
                    .statusCode(404);
        }
    }

    private static Instant instant(String text) {
        return Instant.parse(text);
    }
}
