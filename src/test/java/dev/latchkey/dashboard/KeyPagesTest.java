package dev.latchkey.dashboard;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.id.TypeId;
import dev.latchkey.key.TestKeys;
import dev.latchkey.user.Role;
import dev.latchkey.user.TestUsers;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class KeyPagesTest {

    private static final Pattern TOKEN = Pattern.compile("mf_[sp]k_test_[0-9A-Za-z]{36}");
    private static final Pattern KEY = Pattern.compile("/keys/(key_[0-9a-z]{26})");

    @Inject
    TestKeys keys;

    @Inject
    TestUsers users;

    private UUID organization;
    private TestUsers.TestUser user;
    private Visitor developer;
    private String path;

    @BeforeEach
    void aDeveloper() {
        organization = keys.organization();
        user = users.member(organization, Role.DEVELOPER);
        developer = Visitor.of(user.session());
        path = "/dashboard/" + TypeId.ORGANIZATION.format(organization) + "/test/keys";
    }

    @Test
    void whatAPersonDoesIsAnEventOfTheKeyWithThePersonAsActor() {
        var made = make(Map.of("name", "Mine"));
        var token = found(TOKEN, made);
        var id = found(KEY, made);
        developer.post(path + "/" + id + "/rotate", Map.of("overlap", "day"));

        var events = given().header("x-api-key", token)
                .get("/v1/api-keys/{id}/events", id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(events.getList("data.type")).containsExactlyInAnyOrder("rotated", "created");
        assertThat(events.<String>getList("data.actorUserId"))
                .allSatisfy(actor -> assertThat(actor).startsWith("user_"));
        assertThat(events.getList("data.actorApiKeyId")).containsOnlyNulls();
        assertThat(developer.get(path + "/" + id).asString()).contains("Created</strong> by " + user.email());
    }

    @Test
    void aTokenIsShownOnceAndKeptNowhere() {
        var made = make(Map.of("name", "Mine"));
        var token = found(TOKEN, made);

        assertThat(made).contains("you cannot see this again");
        assertThat(developer.get(path).asString()).contains("Mine").doesNotContain(token);
        assertThat(developer.get(path + "/" + found(KEY, made)).asString()).doesNotContain(token);
    }

    @Test
    void restrictionsAreTheSameAsThoseOfTheApi() {
        var form = new HashMap<>(Map.of("name", "Narrow", "scopes", "usage_logs:read"));
        form.put("addresses", "203.0.113.0/24\n2001:db8::/32");
        form.put("requests", "5");
        form.put("period", "minute");
        form.put("days", "30");
        var id = found(KEY, make(form));

        var key = given().header("x-api-key", keys.secret(organization).token())
                .get("/v1/api-keys/{id}", id)
                .jsonPath();

        assertThat(key.getList("scopes")).containsExactly((Object) "usage_logs:read");
        assertThat(key.getList("allowedAddresses")).containsExactly((Object) "203.0.113.0/24", "2001:db8::/32");
        assertThat(key.getInt("rateLimit.requests")).isEqualTo(5);
        assertThat(key.getString("rateLimit.period")).isEqualTo("PT1M");
        assertThat(key.getString("expiresAt")).isNotNull();
    }

    @Test
    void whatIsWrongIsNamedAndNothingIsMadeNorForgotten() {
        var form = new HashMap<>(Map.of("name", "", "type", "secret", "addresses", "nowhere"));
        form.put("origins", "https://app.example.com");
        form.put("requests", "0");
        var answer = developer.post(path, form);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.asString())
                .contains("The name must not be empty", "Each address ", "Requests must be from 1 to 1000000")
                .contains("nowhere", "https://app.example.com");
        assertThat(keys.count(organization)).isZero();
    }

    @Test
    void aKeyOfTheOtherEnvironmentIsNotThere() {
        var live = keys.live(organization);

        assertThat(developer.get(path + "/" + live.id()).statusCode()).isEqualTo(404);
        assertThat(developer
                        .get(path.replace("/test/", "/live/") + "/" + live.id())
                        .statusCode())
                .isEqualTo(200);
        assertThat(developer.get(path.replace("/test/", "/other/")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aLeakedKeyCannotBeRestored() {
        var key = keys.secret(organization);
        developer.post(path + "/" + key.id() + "/leak", Map.of());

        var answer = developer.post(path + "/" + key.id() + "/restore", Map.of());

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.asString()).contains("was reported as leaked");
    }

    private String make(Map<String, String> form) {
        var answer = developer.post(path, form);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.asString();
    }

    private static String found(Pattern pattern, String page) {
        var match = pattern.matcher(page);
        assertThat(match.find()).as("%s in %s", pattern, page).isTrue();
        return match.group(match.groupCount());
    }
}
