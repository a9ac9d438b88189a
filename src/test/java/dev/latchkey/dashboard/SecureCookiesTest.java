package dev.latchkey.dashboard;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.key.TestKeys;
import dev.latchkey.user.Role;
import dev.latchkey.user.TestUsers;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where people come by TLS. */
@QuarkusTest
@TestProfile(SecureCookiesTest.BehindTls.class)
class SecureCookiesTest {

    public static class BehindTls implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("latchkey.http.public-url", "https://keys.example.com/");
        }
    }

    @Inject
    TestKeys keys;

    @Inject
    TestUsers users;

    @Test
    void cookiesTravelByTlsAloneAndBelongToThisHost() {
        var email = users.member(keys.organization(), Role.OWNER).email();

        assertThat(logIn(email, "https://keys.example.com").headers().getValues("Set-Cookie"))
                .hasSize(2)
                .allSatisfy(cookie -> assertThat(cookie)
                        .startsWith("__Host-latchkey_")
                        .contains("Secure", "Path=/")
                        .doesNotContain("Domain"));
    }

    @Test
    void aBrowserThatSaysOnlyTheOriginIsBelievedWhenItIsOurs() {
        var email = users.member(keys.organization(), Role.OWNER).email();

        assertThat(logIn(email, "https://keys.example.com").statusCode()).isEqualTo(303);
        assertThat(logIn(email, "http://keys.example.com").statusCode()).isEqualTo(403);
        assertThat(logIn(email, "https://keys.example.com.evil.example").statusCode())
                .isEqualTo(403);
        assertThat(logIn(email, "null").statusCode()).isEqualTo(403);
    }

    @Test
    void aProgramIsNoOtherSite() {
        var answer = given().redirects()
                .follow(false)
                .formParams(Map.of("email", "a@example.com", "password", "x"))
                .post("/dashboard/login");

        assertThat(answer.statusCode()).isEqualTo(422);
    }

    private static Response logIn(String email, String origin) {
        return given().redirects()
                .follow(false)
                .header("Origin", origin)
                .formParams(Map.of("email", email, "password", TestUsers.PASSWORD))
                .post("/dashboard/login");
    }
}
