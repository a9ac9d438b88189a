package dev.latchkey.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.id.TypeId;
import dev.latchkey.key.TestKeys;
import dev.latchkey.user.Role;
import dev.latchkey.user.SecretToken;
import dev.latchkey.user.TestUsers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LoginTest {

    @Inject
    TestKeys keys;

    @Inject
    TestUsers users;

    private UUID organization;
    private TestUsers.TestUser user;

    @BeforeEach
    void aDeveloper() {
        organization = keys.organization();
        user = users.member(organization, Role.DEVELOPER);
    }

    @Test
    void theCookieOfASessionIsForThisServiceAndNoScript() {
        var answer = Visitor.nobody().post("/dashboard/login", form(user.email(), TestUsers.PASSWORD));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).endsWith("/dashboard");
        assertThat(answer.headers().getValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith(Visitor.COOKIE + "="))
                .singleElement()
                .asString()
                .containsIgnoringCase("HttpOnly")
                .contains("SameSite=Lax", "Path=/")
                .doesNotContain("Secure", "Max-Age", "Expires");
    }

    @Test
    void wrongPasswordAndUnknownAddressLookTheSame() {
        var wrong = Visitor.nobody().post("/dashboard/login", form("a@example.org", "wrong"));
        var unknown = Visitor.nobody().post("/dashboard/login", form("b@example.org", "wrong"));

        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.asString().replace("a@example.org", ""))
                .isEqualTo(unknown.asString().replace("b@example.org", ""));
        assertThat(wrong.headers().hasHeaderWithName("Set-Cookie")).isFalse();
    }

    @Test
    void logsInAgainWithANewCookieAndEndsTheOldSession() {
        var before = Visitor.of(user.session());
        var answer = before.post("/dashboard/login", form(user.email(), TestUsers.PASSWORD));

        var after = answer.cookie(Visitor.COOKIE);
        assertThat(after).isNotEqualTo(user.session().text());
        assertThat(before.get("/dashboard").header("Location")).contains("/dashboard/login");
        assertThat(Visitor.of(new SecretToken(after)).get("/dashboard").header("Location"))
                .endsWith("/dashboard/" + TypeId.ORGANIZATION.format(organization) + "/test/keys");
    }

    @Test
    void loggingOutEndsTheSessionEverywhere() {
        var visitor = Visitor.of(user.session());

        assertThat(visitor.post("/dashboard/logout", Map.of()).statusCode()).isEqualTo(303);

        assertThat(visitor.get("/dashboard").header("Location")).contains("/dashboard/login");
    }

    @Test
    void anIdleSessionIsOverAndLeadsBackToWhereItWas() {
        var page = "/dashboard/" + TypeId.ORGANIZATION.format(organization) + "/test/keys";
        users.age(user.email(), Duration.ofHours(3));

        var answer = Visitor.of(user.session()).get(page);

        assertThat(answer.header("Location")).endsWith("/dashboard/login?next=" + page.replace("/", "%2F"));
    }

    @Test
    void aLogInLeadsToNoOtherSite() {
        for (var next :
                new String[] {"https://evil.example", "//evil.example", "/dashboard/../x", "/dashboard\\evil"}) {
            var form = new java.util.HashMap<>(form(user.email(), TestUsers.PASSWORD));
            form.put("next", next);
            assertThat(Visitor.nobody().post("/dashboard/login", form).header("Location"))
                    .endsWith("/dashboard");
        }
    }

    @Test
    void anotherSiteCannotLogAnybodyIn() {
        var answer = Visitor.nobody()
                .post("/dashboard/login", form(user.email(), TestUsers.PASSWORD), "cross-site", Optional.empty());

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void everyAnswerTellsTheBrowserToRunNothingOfOthersAndToKeepNothing() {
        for (var path :
                new String[] {"/dashboard/login", "/dashboard", "/dashboard/nonsense", "/dashboard/no/such/page"}) {
            var answer = Visitor.nobody().get(path);
            assertThat(answer.header("Content-Security-Policy"))
                    .contains("default-src 'none'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
        }
    }

    @Test
    void aPathThatIsNoPageIsToldAsAPage() {
        var answer = Visitor.nobody().get("/dashboard/nonsense");

        assertThat(answer.contentType()).startsWith("text/html");
        assertThat(answer.asString()).contains("There is no such page");
    }

    @Test
    void aPathThatCanBeReadInOtherWaysOpensNothing() throws Exception {
        for (var path : new String[] {
            "/dashboard//login",
            "/dashboard/login;x=y",
            "/%64ashboard/login",
            "/dashboard/./login",
            "/dashboard/x/../login"
        }) {
            assertThat(statusOf(path)).as(path).isEqualTo(401);
        }
        assertThat(statusOf("/dashboard/login")).isEqualTo(200);
    }

    /** Of a path that is sent as it is spelled. */
    private static int statusOf(String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path));
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void aKeyOpensNoPage() {
        var key = keys.secret(organization);
        var answer = RestAssured.given()
                .redirects()
                .follow(false)
                .header("x-api-key", key.token())
                .cookie(Visitor.COOKIE, user.session().text())
                .get("/dashboard");

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    private static Map<String, String> form(String email, String password) {
        return Map.of("email", email, "password", password);
    }
}
