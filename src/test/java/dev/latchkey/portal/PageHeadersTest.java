package dev.latchkey.portal;

import static dev.latchkey.portal.TestPortal.customer;
import static dev.latchkey.portal.TestPortal.inBrowser;
import static dev.latchkey.portal.TestPortal.open;
import static dev.latchkey.portal.TestPortal.session;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.latchkey.key.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PageHeadersTest {

    @Inject
    TestKeys keys;

    @Test
    void everyPageSaysOnceWhatABrowserMayDoWithIt() {
        var mine = keys.secret(keys.organization());
        String token = session(mine, customer(mine, "Kari")).path("token");

        assertPage(given().get("/portal/" + token), "no-referrer");
        assertPage(inBrowser(open(token)).get("/portal"), "same-origin");
        assertPage(given().get("/portal"), "same-origin");
        assertPage(given().get("/portal/nonsense"), "no-referrer");
        assertPage(given().delete("/portal/profile"), "same-origin");
        assertThat(values(given().get("/portal/style.css"), "Cache-Control")).containsExactly("public, max-age=3600");
    }

    @Test
    void problemsOfPagesAreToldAsPages() {
        given().delete("/portal/profile")
                .then()
                .statusCode(405)
                .contentType(ContentType.HTML)
                .body(containsString("<h1>"));
        given().header("Sec-Fetch-Site", "cross-site")
                .header("x-api-key", "nonsense")
                .get("/portal")
                .then()
                .statusCode(401)
                .contentType(ContentType.HTML);
    }

    private static void assertPage(Response page, String referrer) {
        assertThat(values(page, "Content-Security-Policy"))
                .hasSize(1)
                .allMatch(policy -> policy.contains("default-src 'none'"));
        assertThat(values(page, "X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(values(page, "Cache-Control")).containsExactly("no-store");
        assertThat(values(page, "Referrer-Policy")).containsExactly(referrer);
        assertThat(page.contentType()).startsWith("text/html");
    }

    private static java.util.List<String> values(Response page, String name) {
        return page.headers().getValues(name);
    }
}
