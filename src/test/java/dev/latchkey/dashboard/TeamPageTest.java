package dev.latchkey.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.id.TypeId;
import dev.latchkey.key.TestKeys;
import dev.latchkey.user.Role;
import dev.latchkey.user.TestUsers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TeamPageTest {

    private static final Pattern LINK = Pattern.compile("/dashboard/invitations/([A-Za-z0-9_-]{43})");
    private static final Pattern MEMBER = Pattern.compile("/members/(user_[0-9a-z]{26})/role");
    private static final Pattern INVITATION = Pattern.compile("/invitations/(inv_[0-9a-z]{26})/withdraw");

    @Inject
    TestKeys keys;

    @Inject
    TestUsers users;

    private UUID organization;
    private Visitor owner;
    private String team;

    @BeforeEach
    void anOwner() {
        organization = keys.organization();
        owner = Visitor.of(users.member(organization, Role.OWNER).session());
        team = team(organization);
    }

    @Test
    void aLinkWorksOnceAndLookingAtItSpendsNothing() {
        var email = TestUsers.newEmail();
        var link = found(LINK, owner.post(team + "/invite", Map.of("email", email, "role", "developer")));

        for (int i = 0; i < 3; i++) {
            assertThat(Visitor.nobody().get("/dashboard/invitations/" + link).asString())
                    .contains(email);
        }
        assertThat(accept(link, TestUsers.PASSWORD).statusCode()).isEqualTo(303);
        assertThat(accept(link, TestUsers.PASSWORD).statusCode()).isEqualTo(422);
        assertThat(Visitor.nobody().get("/dashboard/invitations/" + link).asString())
                .contains("cannot be used any more");
        assertThat(owner.get(team).asString()).contains(email);
    }

    @Test
    void aPasswordThatIsTooShortSpendsNothing() {
        var link = users.invite(organization, Role.VIEWER, TestUsers.newEmail()).text();

        assertThat(accept(link, "short").asString()).contains("must be 12 to 200 characters");
        assertThat(accept(link, "            ").asString()).contains("is too easy to guess");
        assertThat(accept(link, TestUsers.PASSWORD).statusCode()).isEqualTo(303);
    }

    @Test
    void anInvitationIsOverAfterItsTimeAndWhenItIsWithdrawn() {
        var late = users.invite(organization, Role.VIEWER, TestUsers.newEmail()).text();
        users.expireInvitations(organization);
        var withdrawn =
                users.invite(organization, Role.VIEWER, TestUsers.newEmail()).text();
        var id = found(INVITATION, owner.get(team));
        assertThat(owner.post(team + "/invitations/" + id + "/withdraw", Map.of())
                        .statusCode())
                .isEqualTo(303);

        assertThat(accept(late, TestUsers.PASSWORD).asString()).contains("cannot be used any more");
        assertThat(accept(withdrawn, TestUsers.PASSWORD).asString()).contains("cannot be used any more");
    }

    @Test
    void whoeverHasAnAccountNeedsItsPasswordToJoinASecondOrganization() {
        var member = users.member(keys.organization(), Role.VIEWER);
        var link = users.invite(organization, Role.DEVELOPER, member.email()).text();

        assertThat(accept(link, "not the password of it").asString()).contains("is not the one of your account");
        assertThat(accept(link, TestUsers.PASSWORD).statusCode()).isEqualTo(303);
        assertThat(Visitor.of(member.session())
                        .get(team.replace("/team", "/keys"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void theLastOwnerStays() {
        var id = found(MEMBER, owner.get(team));

        assertThat(owner.post(team + "/members/" + id + "/remove", Map.of()).asString())
                .contains("must stay owner");
        assertThat(owner.post(team + "/members/" + id + "/role", Map.of("role", "viewer"))
                        .asString())
                .contains("must stay owner");
        assertThat(owner.get(team).statusCode()).isEqualTo(200);
    }

    @Test
    void anotherRoleCountsAtOnce() {
        var developer = users.member(organization, Role.DEVELOPER);
        var keysPage = team.replace("/team", "/keys");
        assertThat(Visitor.of(developer.session()).get(keysPage).statusCode()).isEqualTo(200);
        var ids = MEMBER.matcher(owner.get(team).asString())
                .results()
                .map(match -> match.group(1))
                .toList();

        owner.post(team + "/members/" + ids.get(1) + "/role", Map.of("role", "viewer"));
        assertThat(Visitor.of(developer.session()).get(keysPage).statusCode()).isEqualTo(403);
        owner.post(team + "/members/" + ids.get(1) + "/remove", Map.of());
        assertThat(Visitor.of(developer.session()).get(keysPage).statusCode()).isEqualTo(404);
    }

    @Test
    void membersAndInvitationsOfOthersAreNotThere() {
        var other = keys.organization();
        var theirs = Visitor.of(users.member(other, Role.OWNER).session());
        users.invite(other, Role.VIEWER, TestUsers.newEmail());
        var member = found(MEMBER, theirs.get(team(other)));
        var invitation = found(INVITATION, theirs.get(team(other)));

        assertThat(owner.post(team + "/members/" + member + "/role", Map.of("role", "viewer"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(owner.post(team + "/members/" + member + "/remove", Map.of()).statusCode())
                .isEqualTo(404);
        assertThat(owner.post(team + "/invitations/" + invitation + "/withdraw", Map.of())
                        .statusCode())
                .isEqualTo(404);
        assertThat(theirs.get(team(other)).asString()).contains(member, invitation);
    }

    private static Response accept(String link, String password) {
        return Visitor.nobody().post("/dashboard/invitations", Map.of("link", link, "password", password));
    }

    private static String team(UUID organization) {
        return "/dashboard/" + TypeId.ORGANIZATION.format(organization) + "/test/team";
    }

    private static String found(Pattern pattern, Response page) {
        var match = pattern.matcher(page.asString());
        assertThat(match.find()).as("%s in %s", pattern, page.asString()).isTrue();
        return match.group(1);
    }
}
