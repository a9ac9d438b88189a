package dev.latchkey.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.id.TypeId;
import dev.latchkey.key.TestKeys;
import dev.latchkey.user.Role;
import dev.latchkey.user.SecretToken;
import dev.latchkey.user.TestUsers;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Before something is done with a live secret key, whoever does it gives their password. */
@QuarkusTest
class ConfirmationTest {

    @Inject
    TestKeys keys;

    @Inject
    TestUsers users;

    private UUID organization;
    private TestUsers.TestUser user;
    private String live;
    private String test;

    @BeforeEach
    void aDeveloperWhoLoggedInAWhileAgo() {
        organization = keys.organization();
        user = users.member(organization, Role.DEVELOPER);
        users.age(user.email(), Duration.ofMinutes(20));
        live = "/dashboard/" + TypeId.ORGANIZATION.format(organization) + "/live/keys";
        test = live.replace("/live/", "/test/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/{id}/rotate", "/{id}/revoke", "/{id}/leak"})
    void nothingIsDoneWithALiveSecretKeyWithoutThePassword(String action) {
        var key = keys.live(organization);
        var path = live + action.replace("{id}", key.id());

        for (var password : new String[] {"", "wrong"}) {
            var refused = visitor().post(path, form(password));
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.asString()).contains("The password is not right");
        }
        assertThat(keys.count(organization)).isEqualTo(1);
        assertThat(visitor().get(live + "/" + key.id()).asString())
                .doesNotContain("Rotated")
                .doesNotContain("Revoked");

        var done = visitor().post(path, form(TestUsers.PASSWORD));
        assertThat(done.statusCode()).isIn(200, 303);
        assertThat(done.cookie(Visitor.COOKIE)).isNotEqualTo(user.session().text());
    }

    @Test
    void thePasswordIsNotAskedForAgainForAWhileAndTheOldCookieIsOver() {
        var done = visitor().post(live, form(TestUsers.PASSWORD));
        var next = Visitor.of(new SecretToken(done.cookie(Visitor.COOKIE)));

        assertThat(next.post(live, form("")).statusCode()).isEqualTo(200);
        assertThat(visitor().get(live).statusCode()).isEqualTo(303);
        assertThat(keys.count(organization)).isEqualTo(2);
    }

    @Test
    void testKeysAndPublishableKeysNeedNone() {
        assertThat(visitor().post(test, form("")).statusCode()).isEqualTo(200);
        var publishable = new HashMap<>(form(""));
        publishable.put("type", "publishable");
        assertThat(visitor().post(live, publishable).statusCode()).isEqualTo(200);
    }

    @Test
    void whoeverGuessesAtThePasswordHasToWait() {
        for (int i = 0; i < 5; i++) {
            assertThat(visitor().post(live, form("wrong")).asString()).contains("is not right");
        }

        assertThat(visitor().post(live, form(TestUsers.PASSWORD)).asString()).contains("was wrong too often");
        assertThat(keys.count(organization)).isZero();
    }

    private Visitor visitor() {
        return Visitor.of(user.session());
    }

    private static Map<String, String> form(String password) {
        return Map.of("name", "Made by a test", "type", "secret", "password", password);
    }
}
