package dev.latchkey.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.latchkey.dashboard.PageTable.Page;
import dev.latchkey.id.TypeId;
import dev.latchkey.key.TestKeys;
import dev.latchkey.user.Role;
import dev.latchkey.user.TestUsers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page by every role, and with everything of another organization. */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageAccessTest {

    @Inject
    TestKeys keys;

    @Inject
    TestUsers users;

    private final Map<Role, Visitor> members = new EnumMap<>(Role.class);
    private UUID ours;
    private String organization;
    private String ownKey;
    private String foreignKey;

    /** They are made once, for their passwords take long; what they could break is made for each test. */
    @BeforeAll
    void anOrganizationWithOneOfEachRole() {
        ours = keys.organization();
        organization = TypeId.ORGANIZATION.format(ours);
        for (var role : Role.values()) {
            members.put(role, Visitor.of(users.member(ours, role).session()));
        }
    }

    @BeforeEach
    void twoKeys() {
        ownKey = keys.secret(ours).id();
        foreignKey = keys.secret(keys.organization()).id();
    }

    static Stream<Page> pages() {
        return PageTable.PAGES.stream();
    }

    static Stream<Arguments> pagesAndRoles() {
        return PageTable.PAGES.stream().flatMap(page -> Stream.of(Role.values()).map(role -> arguments(page, role)));
    }

    @ParameterizedTest
    @MethodSource("pagesAndRoles")
    void aPageIsForItsRolesOnly(Page page, Role role) {
        int status = ask(members.get(role), page, organization, ownKey).statusCode();

        if (role.includes(page.least())) {
            // The id is one of a key, so there is no such request, member or invitation; nor is it revoked.
            assertThat(status).isIn(200, 303, page.isAboutAnObject() && !page.isAboutAKey() ? 404 : 422);
        } else {
            assertThat(status).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void nobodySeesAPageWithoutLoggingIn(Page page) {
        var answer = ask(Visitor.nobody(), page, organization, ownKey);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).contains("/dashboard/login?next=");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void anotherOrganizationIsNotThere(Page page) {
        var other = TypeId.ORGANIZATION.format(keys.organization());

        var foreign = ask(members.get(Role.OWNER), page, other, foreignKey);
        var unknown = ask(members.get(Role.OWNER), page, keys.randomId().replace("key_", "org_"), foreignKey);

        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(withoutRequestId(foreign)).isEqualTo(withoutRequestId(unknown));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void anotherOrganizationsKeyIsNotThere(Page page) {
        if (page.isAboutAnObject()) {
            var foreign = ask(members.get(Role.OWNER), page, organization, foreignKey);
            var unknown = ask(members.get(Role.OWNER), page, organization, keys.randomId());

            assertThat(foreign.statusCode()).isEqualTo(404);
            assertThat(withoutRequestId(foreign)).isEqualTo(withoutRequestId(unknown));
        } else {
            assertThat(page.path()).doesNotContain("{id}");
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aFormThatIsNotOursChangesNothing(Page page) {
        if (page.method().equals("POST")) {
            var owner = members.get(Role.OWNER);
            var path = page.at(organization, ownKey);
            var token = owner.session().map(session -> session.derived("form"));

            assertThat(owner.post(path, Map.of("name", "x"), "cross-site", token)
                            .statusCode())
                    .isEqualTo(403);
            assertThat(owner.post(path, Map.of("name", "x"), "same-origin", Optional.of("another"))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(owner.post(path, Map.of("name", "x"), "same-origin", Optional.empty())
                            .statusCode())
                    .isEqualTo(403);
        } else {
            assertThat(page.method()).isEqualTo("GET");
        }
    }

    private static Response ask(Visitor visitor, Page page, String organization, String id) {
        var path = page.at(organization, id);
        return page.method().equals("GET")
                ? visitor.get(path)
                : visitor.post(path, Map.of("name", "Made by a test", "role", "viewer"));
    }

    private static String withoutRequestId(Response answer) {
        return answer.asString().replaceAll("req_[0-9a-z]+", "");
    }
}
