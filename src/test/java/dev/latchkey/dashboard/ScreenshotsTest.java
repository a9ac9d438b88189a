package dev.latchkey.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import dev.latchkey.Browser;
import dev.latchkey.Waiting;
import dev.latchkey.id.TypeId;
import dev.latchkey.key.TestKeys;
import dev.latchkey.user.Role;
import dev.latchkey.user.TestUsers;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shows every page at two widths, in light and dark, for people to look at, and finds faults that keep people out. */
@QuarkusTest
class ScreenshotsTest {

    private static Browser browser;

    @TestHTTPResource("/")
    URL service;

    @Inject
    TestKeys keys;

    @Inject
    TestUsers users;

    private UUID organization;
    private TestUsers.TestUser owner;
    private String link;
    private String base;
    private Visitor visitor;
    private TestKeys.TestKey key;

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
    void anOrganizationWithSomeUse() {
        organization = keys.organization();
        users.rename(organization, "Acme");
        owner = users.member(organization, Role.OWNER, "ada@example.com");
        link = users.invite(organization, Role.DEVELOPER, TestUsers.newEmail()).text();
        base = "/dashboard/" + TypeId.ORGANIZATION.format(organization) + "/test";
        visitor = Visitor.of(owner.session());
        key = make("Checkout backend", "secret");
        make("Web shop", "publishable");
        var gone = make("Old importer", "secret");
        for (int i = 0; i < 12; i++) {
            request(key, "/v1/verify");
            request(key, i % 3 == 0 ? "/v1/customers/nobody" : "/v1/api-keys");
        }
        assertThat(visitor.post(base + "/keys/" + key.id() + "/rotate", Map.of("overlap", "week"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(visitor.post(base + "/keys/" + gone.id() + "/revoke", Map.of())
                        .statusCode())
                .isEqualTo(303);
        request(gone, "/v1/verify");
        Awaitility.await()
                .atMost(Waiting.PATIENCE)
                .untilAsserted(() ->
                        assertThat(visitor.get(base + "/history").asString()).contains("key_revoked", "nobody"));
    }

    @ParameterizedTest
    @CsvSource({"1280, LIGHT", "1280, DARK", "390, LIGHT", "390, DARK"})
    void everyPageIsForEverybody(int width, ColorScheme theme) {
        try (var nobody = person(width, theme);
                var person = person(width, theme)) {
            person.addCookies(List.of(new Cookie(Visitor.COOKIE, owner.session().text()).setUrl(service.toString())));

            look(nobody, "/dashboard/login", "login", width, theme);
            look(nobody, "/dashboard/invitations/" + link, "invitation", width, theme);
            look(nobody, "/dashboard/invitations/nothing", "link-gone", width, theme);
            look(person, base + "/keys", "keys", width, theme);
            look(person, base.replace("/test", "/live") + "/keys", "keys-live", width, theme);
            look(person, base + "/keys/new", "new-key", width, theme);
            look(person, base + "/keys/" + key.id(), "key", width, theme);
            look(person, base + "/keys/" + key.id() + "/rotate", "rotate", width, theme);
            look(person, base + "/keys/" + key.id() + "/revoke", "revoke", width, theme);
            look(person, base + "/history", "history", width, theme);
            look(person, base + "/keys/" + key.id() + "/leak", "leak", width, theme);
            look(person, base + "/overview", "overview", width, theme);
            look(person, base + "/team", "team", width, theme);
            look(person, base + "/settings", "settings", width, theme);
            look(person, "/dashboard/account", "account", width, theme);
            look(person, base + "/start", "start", width, theme);
            var page = look(person, base + "/keys/new", "new-key", width, theme);
            page.getByLabel("Name").fill("A key to look at");
            page.getByText("Make the key").click();
            page.getByText("you cannot see this again").waitFor();
            shoot(page, "key-made", width, theme);
            page.getByText("Copy").first().click();
            page.getByText("I have stored it").click();
            look(person, base + "/history", "history", width, theme)
                    .locator("tbody a")
                    .first()
                    .click();
            look(
                    person,
                    person.pages().get(person.pages().size() - 1).url().replaceAll("https?://[^/]+", ""),
                    "request",
                    width,
                    theme);
        }
    }

    private Page look(BrowserContext person, String path, String name, int width, ColorScheme theme) {
        var page = person.newPage();
        page.navigate(service.toString().replaceAll("/$", "") + path);
        shoot(page, name, width, theme);
        return page;
    }

    private static void shoot(Page page, String name, int width, ColorScheme theme) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of(
                        "target/screenshots",
                        name + "-" + width + "-" + theme.name().toLowerCase(java.util.Locale.ROOT) + ".png")));
        assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                .as("the width of %s", name)
                .isLessThanOrEqualTo(width);
        Accessibility.check(page);
    }

    private static BrowserContext person(int width, ColorScheme theme) {
        return browser.person(
                new NewContextOptions().setViewportSize(width, 800).setColorScheme(theme));
    }

    private static void request(TestKeys.TestKey key, String path) {
        assertThat(RestAssured.given()
                        .header("x-api-key", key.token())
                        .get(path)
                        .statusCode())
                .isPositive();
    }

    private TestKeys.TestKey make(String name, String type) {
        var page =
                visitor.post(base + "/keys", Map.of("name", name, "type", type)).asString();
        return new TestKeys.TestKey(
                found("/keys/(key_[0-9a-z]{26})", page), null, found("value=\"(mf_[^\"]+)\"", page));
    }

    private static String found(String pattern, String page) {
        return Pattern.compile(pattern)
                .matcher(page)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }
}
