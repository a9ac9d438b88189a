package dev.latchkey.portal;

import static dev.latchkey.portal.TestPortal.as;
import static dev.latchkey.portal.TestPortal.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.SameSiteAttribute;
import dev.latchkey.Browser;
import dev.latchkey.key.TestKeys;
import dev.latchkey.key.TestKeys.TestKey;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages as a person sees them, without scripts. */
@QuarkusTest
class PortalPageTest {

    private static final String AXE =
            "() => axe.run().then(r => r.violations.filter(v => ['serious', 'critical'].includes(v.impact))"
                    + ".map(v => v.id + ': ' + v.nodes.map(n => n.target).join(' ')))";

    private static Browser browser;

    @Inject
    TestKeys keys;

    private final List<String> faults = new ArrayList<>();
    private TestKey mine;
    private String kari;

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
    void anOrganizationWithPlans() {
        mine = keys.secret(keys.organization());
        patch("/v1/organization", "{\"name\": \"Acme Harbour Supplies\", \"color\": \"#0a5c36\"}");
        kari = as(mine).contentType(ContentType.JSON)
                .body("{\"name\": \"Kari Nordmann\", \"email\": \"kari@example.com\", \"phone\": \"+4755512345\","
                        + " \"address\": {\"line1\": \"1 Harbour Street\", \"city\": \"Bergen\", \"country\": \"NO\"}}")
                .post("/v1/customers")
                .path("id");
        plan("Starter", "For one boat.", 900, "[\"1 berth\", \"Email support\"]");
        plan("Pro", "For a small fleet.", 149900, "[\"20 berths\", \"Phone support\", \"Crane, twice a year\"]");
    }

    @Test
    void aPersonOpensTheLinkOnceSeesTheirDataAndChangesIt() {
        String url = session(mine, kari).path("url");
        try (var person = person(new NewContextOptions())) {
            var page = watched(person);
            page.navigate(url);
            page.click("text=Open my page");

            assertThat(page.url()).endsWith("/portal");
            assertThat(page.inputValue("#name")).isEqualTo("Kari Nordmann");
            assertThat(page.textContent("main")).contains("Pro", "1,499.00 NOK per month", "For one boat.");
            assertThat(page.textContent("header")).contains("Acme Harbour Supplies");

            page.fill("#name", "Kari <b>Hansen</b>");
            page.click("text=Save profile");
            assertThat(page.textContent("[role=status]")).isEqualTo("Your profile is saved.");
            assertThat(page.inputValue("#name")).isEqualTo("Kari <b>Hansen</b>");

            page.fill("[id='address.country']", "XX");
            page.click("text=Save profile");
            assertThat(page.textContent("[role=alert]")).contains("Nothing was saved");
            assertThat(page.textContent("[id='address.country-error']")).contains("ISO 3166-1");

            page.click("text=Sign out");
            assertThat(page.textContent("h1")).isEqualTo("You are signed out");
            assertThat(page.getAttribute("main a", "href")).isEqualTo(TestPortal.RETURN_URL);
            assertThat(page.navigate(url.replaceAll("/portal/.*", "/portal")).status())
                    .isEqualTo(401);
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void theCookieIsForThisHostAloneAndTheTokenStaysNowhere() {
        var made = session(mine, kari);
        String token = made.path("token");
        try (var person = person(new NewContextOptions())) {
            var page = watched(person);
            var referrers = new ArrayList<String>();
            page.onRequest(request -> referrers.add(request.headers().getOrDefault("referer", "")));
            page.navigate(made.path("url"));
            page.click("text=Open my page");

            var cookie = person.cookies().get(0);
            assertThat(person.cookies()).hasSize(1);
            assertThat(cookie.httpOnly).isTrue();
            assertThat(cookie.secure).isTrue();
            assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.LAX);
            assertThat(cookie.value).startsWith("mgc_test_").doesNotContain(token.substring(9));
            assertThat(cookie.expires)
                    .isCloseTo(Instant.parse(made.path("expiresAt")).getEpochSecond(), within(30.0));
            assertThat(page.content()).doesNotContain(token);
            assertThat(referrers).noneMatch(referrer -> referrer.contains("mgl_"));

            page.goBack();
            assertThat(page.content()).contains("Link already used");
            assertThat(page.navigate(made.path("url")).status()).isEqualTo(410);
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void theKeyboardIsEnough() {
        String url = session(mine, kari).path("url");
        try (var person = person(new NewContextOptions())) {
            var page = watched(person);
            page.navigate(url);
            press(page, "Open my page", "/portal");
            press(page, "Save profile", "/portal?saved=1");
            assertThat(page.textContent("[role=status]")).isEqualTo("Your profile is saved.");
            press(page, "Sign out", "/portal/sign-out");
            assertThat(page.textContent("h1")).isEqualTo("You are signed out");
        }
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"desktop, 1280, LIGHT", "desktop, 1280, DARK", "phone, 390, LIGHT", "phone, 390, DARK"})
    void everyPageFitsAndHasNoSeriousFault(String name, int width, ColorScheme scheme) throws IOException {
        var made = session(mine, kari);
        var options = new NewContextOptions()
                .setViewportSize(width, 844)
                .setColorScheme(scheme)
                .setJavaScriptEnabled(true)
                .setBypassCSP(true);
        var look = name + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT);
        try (var person = browser.person(options)) {
            var page = person.newPage();
            page.navigate(made.path("url"));
            assertFits(page, "link-" + look);
            page.click("text=Open my page");
            assertFits(page, "page-" + look);
            page.fill("#name", "");
            page.evaluate("document.querySelector('#name').required = false");
            page.click("text=Save profile");
            assertFits(page, "wrong-" + look);
            page.navigate(made.path("url"));
            assertFits(page, "used-" + look);
        }
    }

    private static void assertFits(Page page, String name) throws IOException {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target/screenshots/portal-" + name + ".png")));
        assertThat(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as("what %s is too wide by", name)
                .isEqualTo(0);
        try (var axe = PortalPageTest.class.getResourceAsStream("/axe.min.js")) {
            page.evaluate(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        }
        assertThat((List<?>) page.evaluate(AXE)).as("faults of %s", name).isEmpty();
    }

    /** Goes with the tab key to what has a text, and presses it, which leads somewhere. */
    private static void press(Page page, String text, String leadsTo) {
        for (int i = 0; i < 40; i++) {
            page.keyboard().press("Tab");
            if (text.equals(page.evaluate("document.activeElement.textContent.trim()"))) {
                page.keyboard().press("Enter");
                page.waitForURL(url -> url.endsWith(leadsTo));
                return;
            }
        }
        throw new AssertionError("the tab key does not reach " + text);
    }

    private static BrowserContext person(NewContextOptions options) {
        return browser.person(options);
    }

    /** A page that may ask nobody but the service, and break no policy. */
    private Page watched(BrowserContext person) {
        var page = person.newPage();
        page.onRequest(request -> {
            if (!request.url().startsWith("http://localhost:") && !request.url().startsWith("data:")) {
                faults.add("asked " + request.url());
            }
        });
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                faults.add(message.text());
            }
        });
        return page;
    }

    private void plan(String name, String description, long amount, String features) {
        as(mine).contentType(ContentType.JSON)
                .body(Map.of(
                                        "name",
                                        name,
                                        "description",
                                        description,
                                        "currency",
                                        "NOK",
                                        "active",
                                        true,
                                        "public",
                                        true)
                                .entrySet()
                                .stream()
                                .map(entry -> "\"" + entry.getKey() + "\": "
                                        + (entry.getValue() instanceof String
                                                ? "\"" + entry.getValue() + "\""
                                                : entry.getValue()))
                                .collect(java.util.stream.Collectors.joining(", ", "{", ", "))
                        + "\"features\": " + features + ", \"prices\": [{\"amount\": " + amount
                        + ", \"interval\": \"month\"}]}")
                .post("/v1/pricing-plans")
                .then()
                .statusCode(201);
    }

    private void patch(String path, String body) {
        as(mine).contentType(ContentType.JSON).body(body).patch(path).then().statusCode(200);
    }
}
