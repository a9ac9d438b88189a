package dev.latchkey.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.latchkey.Browser;
import dev.latchkey.Waiting;
import dev.latchkey.key.TestKeys;
import dev.latchkey.user.Role;
import dev.latchkey.user.TestUsers;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URL;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people come for, as they do it. */
@QuarkusTest
class DashboardFlowTest {

    private static Browser browser;

    @TestHTTPResource("/")
    URL service;

    @Inject
    TestKeys keys;

    @Inject
    TestUsers users;

    private UUID organization;
    private BrowserContext person;
    private Page page;

    @BeforeAll
    static void start() {
        browser = Browser.start();
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void aNewcomer() {
        organization = keys.organization();
        person = browser.person();
        page = person.newPage();
    }

    @AfterEach
    void leave() {
        person.close();
    }

    @Test
    void fromThePrintedLinkToAWorkingKeyAndItsWholeLife() {
        open("/dashboard/invitations/" + users.ownerLink(organization).text());
        page.getByLabel("E-mail").fill(TestUsers.newEmail());
        page.getByLabel("Password").fill(TestUsers.PASSWORD);
        click("Continue");

        link("Make a test key");
        page.getByLabel("Name").fill("Checkout backend");
        click("Make the key");
        var first = token();
        assertThat(page.locator("#curl")).containsText("-H 'x-api-key: " + first + "'");
        assertThat(statusWith(first)).isEqualTo(200);
        copy();
        link("I have stored it");

        link("Rotate");
        click("Rotate");
        var second = token();
        assertThat(statusWith(first)).isEqualTo(200);
        assertThat(statusWith(second)).isEqualTo(200);
        copy();
        link("I have stored it");
        assertThat(page.getByText("still needed")).isVisible();

        link("Revoke");
        assertThat(page.getByText("1 address used it in the last hour")).isVisible();
        click("Revoke the key");
        assertThat(page.getByText("Revoked just now")).isVisible();
        assertThat(statusWith(second)).isEqualTo(401);

        page.getByText("Undo, until").click();
        assertThat(page.getByText("Restored")).isVisible();
        assertThat(statusWith(second)).isEqualTo(200);

        link("It leaked");
        click("Stop the leaked key");
        var replacement = token();
        assertThat(page.getByText("is stopped")).isVisible();
        assertThat(page.getByText("127.0.0.1").first()).isVisible();
        assertThat(statusWith(second)).isEqualTo(401);
        assertThat(statusWith(replacement)).isEqualTo(200);
    }

    @Test
    void leavingATokenBehindThatWasNotCopiedAsks() {
        logIn(Role.DEVELOPER);
        link("Make a test key");
        page.getByLabel("Name").fill("Forgotten");
        click("Make the key");
        token();
        var asked = new boolean[1];
        page.onDialog(dialog -> {
            asked[0] = dialog.type().equals("beforeunload");
            dialog.accept();
        });

        link("Usage history");

        page.waitForURL("**/history");
        assertThat(asked[0]).isTrue();
    }

    @Test
    void findsTheAddressThatUsedARevokedKey() {
        var key = keys.secret(organization);
        logIn(Role.OWNER);
        page.getByText("Key of a test").click();
        link("Revoke");
        click("Revoke the key");
        assertThat(statusWith(key.token())).isEqualTo(401);
        link("usage history");
        Awaitility.await().atMost(Waiting.PATIENCE).until(() -> {
            page.reload();
            return page.getByText("key_revoked").isVisible();
        });

        page.locator("tbody a").first().click();

        assertThat(page.locator("dl")).containsText("127.0.0.1");
    }

    @Test
    void afterLoggingOutTheBackButtonShowsNothing() {
        logIn(Role.DEVELOPER);
        assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName("API keys")))
                .isVisible();
        page.locator("summary").first().click();
        click("Log out");
        assertThat(page.getByText("Log in to the Developer Zone")).isVisible();

        page.goBack();

        assertThat(page.getByText("Log in to the Developer Zone")).isVisible();
    }

    @Test
    void anOwnerInvitesAViewerWhoSeesTheHistoryAlone() {
        logIn(Role.OWNER);
        link("Team");
        var email = TestUsers.newEmail();
        page.locator("form[action$=invite] [name=email]").fill(email);
        page.locator("form[action$=invite] [name=role]").selectOption("viewer");
        click("Make a link");
        var invitation = page.locator("#link").inputValue();
        try (var guest = browser.person()) {
            var theirs = guest.newPage();
            theirs.navigate(invitation);
            theirs.getByLabel("Password").fill(TestUsers.PASSWORD);
            theirs.getByText("Continue").click();

            assertThat(theirs.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName("Usage history")))
                    .isVisible();
            assertThat(theirs.locator(".side")).not().containsText("API keys");
            assertThat(theirs.locator(".side")).not().containsText("Team");
        }
    }

    private void logIn(Role role) {
        var email = users.member(organization, role).email();
        open("/dashboard");
        page.getByLabel("E-mail").fill(email);
        page.getByLabel("Password").fill(TestUsers.PASSWORD);
        click("Log in");
    }

    private void open(String path) {
        page.navigate(service.toString().replaceAll("/$", "") + path);
    }

    private void click(String button) {
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    private void link(String name) {
        page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName(name).setExact(true))
                .first()
                .click();
    }

    private String token() {
        return page.locator("#token").inputValue();
    }

    private void copy() {
        page.locator("[data-copy=token]").click();
        assertThat(page.locator("[data-copy=token]")).hasText("Copied");
    }

    private static int statusWith(String token) {
        return given().header("x-api-key", token).get("/v1/verify").statusCode();
    }
}
