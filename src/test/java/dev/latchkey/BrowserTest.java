package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.qute.Engine;
import io.quarkus.qute.Variant;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BrowserTest {

    private static Browser browser;

    @Inject
    Engine pages;

    @TestHTTPResource("/v1/verify")
    String route;

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

    @Test
    void browserShowsWhatATemplateSaysAndNoMarkupOfItsData() {
        var html = pages.parse("<h1>{name}</h1>", Variant.forContentType(Variant.TEXT_HTML))
                .data("name", "<i>Acme</i> & Co")
                .render();
        try (var person = browser.person()) {
            var page = person.newPage();
            page.setContent(html);

            assertThat(page.locator("h1").textContent()).isEqualTo("<i>Acme</i> & Co");
        }
    }

    @Test
    void browserReachesTheService() {
        try (var person = browser.person()) {
            assertThat(person.newPage().navigate(route).status()).isEqualTo(401);
        }
    }
}
