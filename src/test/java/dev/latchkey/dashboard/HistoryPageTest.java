package dev.latchkey.dashboard;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Waiting;
import dev.latchkey.id.TypeId;
import dev.latchkey.key.TestKeys;
import dev.latchkey.user.Role;
import dev.latchkey.user.TestUsers;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HistoryPageTest {

    private static final Pattern ROW = Pattern.compile("/history/(log_[0-9a-z]{26})");

    @Inject
    TestKeys keys;

    @Inject
    TestUsers users;

    private Visitor viewer;
    private String history;

    @BeforeEach
    void someRequests() {
        var organization = keys.organization();
        viewer = Visitor.of(users.member(organization, Role.VIEWER).session());
        history = "/dashboard/" + TypeId.ORGANIZATION.format(organization) + "/test/history";
        var key = keys.secret(organization);
        for (int i = 0; i < 60; i++) {
            given().header("x-api-key", key.token()).get("/v1/verify");
        }
        given().header("x-api-key", key.token()).get("/v1/customers/nobody");
        Awaitility.await()
                .atMost(Waiting.PATIENCE)
                .untilAsserted(
                        () -> assertThat(viewer.get(history + "?status=404").asString())
                                .contains("GET /v1/customers/nobody"));
    }

    @Test
    void filtersAreInTheUrlAndEmptyFieldsOfTheFormMeanNothing() {
        var page = viewer.get(history + "?status=4xx&method=&apiKeyId=&from=&to=&pathPrefix=&clientAddress=&reason=")
                .asString();

        assertThat(page).contains("GET /v1/customers/nobody").doesNotContain("GET /v1/verify");
        assertThat(page).contains("value=\"4xx\"");
    }

    @Test
    void anotherPageIsReachedByACursorThatKeepsTheFilter() {
        var first = viewer.get(history + "?status=200").asString();
        var older = Pattern.compile("href=\"([^\"]+cursor=[^\"]+)\"").matcher(first);
        assertThat(older.find()).isTrue();

        var second = viewer.get(older.group(1).replace("&amp;", "&")).asString();

        assertThat(ROW.matcher(first).results().count()).isEqualTo(50);
        assertThat(ROW.matcher(second).results().count()).isEqualTo(10);
        assertThat(second).doesNotContain("nobody");
    }

    @Test
    void aFilterThatCannotBeReadIsNamed() {
        var answer = viewer.get(history + "?status=abc&clientAddress=here");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.asString()).contains("<code>status</code>", "<code>clientAddress</code>", "value=\"abc\"");
    }

    @Test
    void timesOfTheFormAreInUtc() {
        assertThat(viewer.get(history + "?from=2020-01-01T08:00&to=2020-01-02T08:00")
                        .asString())
                .contains("None match these filters")
                .contains("value=\"2020-01-01T08:00\"");
        assertThat(viewer.get(history + "?from=2020-01-01T08:00").asString()).contains("GET /v1/verify");
    }

    @Test
    void whatWasTypedIsNoMarkup() {
        assertThat(viewer.get(history + "?pathPrefix=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
                        .asString())
                .doesNotContain("<script>alert");
    }

    @Test
    void oneRequestShowsAllOfItself() {
        var list = ROW.matcher(viewer.get(history + "?status=404").asString());
        assertThat(list.find()).isTrue();

        var page = viewer.get(history + "/" + list.group(1)).asString();

        assertThat(page).contains("GET /v1/customers/nobody", "127.0.0.1", "/v1/customers/{id}");
    }

    @Test
    void exportsWhatIsFilteredAsCsvAndAsJsonLines() {
        var csv = viewer.get(history + "/export?format=csv&status=404");
        assertThat(csv.contentType()).startsWith("text/csv");
        assertThat(csv.asString().lines()).hasSize(2).last().asString().contains("/v1/customers/nobody");

        var lines = viewer.get(history + "/export?format=jsonl&status=404");
        assertThat(lines.contentType()).startsWith("application/jsonl");
        assertThat(lines.asString().lines()).singleElement().asString().contains("\"path\":\"/v1/customers/nobody\"");
    }
}
