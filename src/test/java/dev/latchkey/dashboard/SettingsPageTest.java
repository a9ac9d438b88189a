package dev.latchkey.dashboard;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.id.TypeId;
import dev.latchkey.key.TestKeys;
import dev.latchkey.user.Role;
import dev.latchkey.user.TestUsers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SettingsPageTest {

    @Inject
    TestKeys keys;

    @Inject
    TestUsers users;

    private TestUsers.TestUser user;
    private Visitor owner;
    private String settings;
    private String token;

    @BeforeEach
    void anOwner() {
        var organization = keys.organization();
        user = users.member(organization, Role.OWNER);
        owner = Visitor.of(user.session());
        settings = "/dashboard/" + TypeId.ORGANIZATION.format(organization) + "/test/settings";
        token = keys.secret(organization).token();
    }

    @Test
    void anOwnerChangesWhatTheApiShows() {
        owner.post(settings, Map.of("name", "Globex", "requests", "50", "period", "hour"));

        assertThat(organization().getString("name")).isEqualTo("Globex");
        assertThat(organization().getInt("defaultRateLimit.requests")).isEqualTo(50);
        assertThat(organization().getString("defaultRateLimit.period")).isEqualTo("PT1H");
        assertThat(owner.get(settings).asString()).contains("Globex", "value=\"50\"");
    }

    @Test
    void noRequestsMeanNoLimit() {
        owner.post(settings, Map.of("name", "Globex", "requests", "50", "period", "hour"));
        owner.post(settings, Map.of("name", "Globex", "requests", "", "period", "hour"));

        assertThat(organization().getMap("defaultRateLimit")).isNull();
    }

    @Test
    void whatIsWrongChangesNothing() {
        for (var requests : new String[] {"0", "many", "1000001"}) {
            var answer = owner.post(settings, Map.of("name", "Globex", "requests", requests, "period", "hour"));

            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.asString()).contains("Requests must be ", "value=\"" + requests + "\"");
        }
        assertThat(organization().getString("name")).isNotEqualTo("Globex");
    }

    @Test
    void aPersonChangesTheirPasswordAndIsOutEverywhereElse() {
        var wrong = owner.post("/dashboard/account", Map.of("password", "wrong", "newPassword", "a new long password"));
        assertThat(wrong.asString()).contains("The password is not right");
        var simple = owner.post("/dashboard/account", Map.of("password", TestUsers.PASSWORD, "newPassword", "short"));
        assertThat(simple.asString()).contains("The new password must be 12 to 200 characters");

        var done = owner.post(
                "/dashboard/account", Map.of("password", TestUsers.PASSWORD, "newPassword", "a new long password"));

        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(owner.get("/dashboard").header("Location")).contains("/dashboard/login");
        assertThat(Visitor.nobody()
                        .post("/dashboard/login", Map.of("email", user.email(), "password", "a new long password"))
                        .statusCode())
                .isEqualTo(303);
    }

    private JsonPath organization() {
        return given().header("x-api-key", token).get("/v1/organization").jsonPath();
    }
}
