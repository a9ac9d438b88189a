package dev.latchkey.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.latchkey.Metrics;
import dev.latchkey.key.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Whoever tries keys that do not exist gets nothing more looked up; nobody else notices. */
@QuarkusTest
@TestMethodOrder(OrderAnnotation.class)
@TestProfile(GuessLimitTest.FewGuesses.class)
class GuessLimitTest {

    private static final int GUESSES = 5;

    @Inject
    TestKeys keys;

    private static final int GUESSES_OF_ALL = 20;

    public static final class FewGuesses implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "latchkey.restrictions.max-guesses",
                    String.valueOf(GUESSES),
                    "latchkey.restrictions.max-guesses-of-all",
                    String.valueOf(GUESSES_OF_ALL),
                    "latchkey.proxy.forwarding",
                    "x-forwarded-for",
                    "latchkey.proxy.trusted",
                    "127.0.0.1,::1");
        }
    }

    @Test
    @Order(1)
    void aSourceThatGuessesIsStoppedAndOthersAreNot() {
        var known = keys.secret(keys.organization());
        var fresh = keys.secret(keys.organization());
        verify("203.0.113.66", known.token()).statusCode(200);

        for (int i = 0; i < GUESSES; i++) {
            verify("203.0.113.66", keys.unknownToken()).statusCode(401);
        }
        var before = Metrics.value("latchkey_guesses_refused_total");
        var misses = Metrics.value("latchkey_keys_cache_misses_total");
        verify("203.0.113.66", keys.unknownToken()).statusCode(429).body("code", equalTo("too_many_guesses"));

        assertThat(Metrics.value("latchkey_guesses_refused_total")).isEqualTo(before + 1);
        assertThat(Metrics.value("latchkey_keys_cache_misses_total")).isEqualTo(misses);
        verify("203.0.113.66", known.token()).statusCode(200);
        verify("203.0.113.67", fresh.token()).statusCode(200);
        verify("203.0.113.67", keys.unknownToken()).statusCode(401);
    }

    @Test
    @Order(2) // It leaves no guess to anybody.
    void whoHasTriedNoneIsLookedUpWhateverOthersDo() {
        var known = keys.secret(keys.organization());
        verify("203.0.113.70", keys.unknownToken()).statusCode(401);

        for (int i = 0; i < GUESSES_OF_ALL; i++) {
            verify("198.51.100." + i, keys.unknownToken()).statusCode(401);
        }

        verify("203.0.113.70", keys.unknownToken()).statusCode(429);
        verify("203.0.113.71", known.token()).statusCode(200);
        verify("203.0.113.70", known.token()).statusCode(200);
    }

    private static ValidatableResponse verify(String address, String token) {
        return given().header("x-api-key", token)
                .header("X-Forwarded-For", address)
                .get("/v1/verify")
                .then();
    }
}
