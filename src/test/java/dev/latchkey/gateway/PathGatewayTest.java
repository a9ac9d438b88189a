package dev.latchkey.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.latchkey.audit.TestUsage;
import dev.latchkey.key.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As Envoy asks: with the original method, and the original path behind ours. */
@QuarkusTest
@TestProfile(PathGatewayTest.Envoy.class)
class PathGatewayTest {

    @Inject
    TestKeys keys;

    @Inject
    TestUsage usage;

    public static final class Envoy implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "latchkey.gateway.enabled", "true",
                    "latchkey.gateway.original", "path",
                    "latchkey.gateway.routes[0].path", "/prices/**",
                    "latchkey.gateway.routes[0].public", "true",
                    "latchkey.proxy.forwarding", "x-forwarded-for",
                    "latchkey.proxy.trusted", "127.0.0.1,::1");
        }
    }

    @Test
    void theRestOfThePathIsAskedAbout() {
        var acme = keys.organization();

        ask("POST", "/prices/7?page=2", keys.secret(acme).token())
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"));
        ask("POST", "/prices/7", keys.publishable(acme).token()).statusCode(403);
        ask("GET", "/prices/7", keys.publishable(acme).token()).statusCode(200);

        assertThat(usage.rowsOf(acme)).hasSize(3).allMatch(row -> row.path().equals("/prices/7"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../../q/health/live",
                "/..%2f..%2fq/health/live",
                "/%2e%2e/%2e%2e/q/health/live",
                "/../../v1/verify",
                "/..",
                "/../authorize/../../q/openapi"
            })
    void aPathLeadsToNoOtherRoute(String path) {
        var acme = keys.organization();

        for (var token : new String[] {"", keys.publishable(acme).token()}) {
            assertThat(ask("GET", path, token).extract().statusCode()).isBetween(400, 403);
        }
        var answer = ask("GET", path, keys.secret(acme).token()).extract();
        assertThat(answer.statusCode() == 400 || answer.header("X-Latchkey-Key-Id") != null)
                .isTrue();
    }

    private static ValidatableResponse ask(String method, String uri, String token) {
        var request = given().urlEncodingEnabled(false).header("X-Forwarded-For", "198.51.100.7");
        return (token.isEmpty() ? request : request.header("x-api-key", token))
                .request(method, "/gateway/authorize" + uri)
                .then();
    }
}
