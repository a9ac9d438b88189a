package dev.latchkey;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A real browser for tests of pages: the machine's own Chromium. Without one a test is skipped, and says so. */
public final class Browser implements AutoCloseable {

    private static final String CHOICE = "LATCHKEY_TEST_BROWSER";
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final List<String> FLAGS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;

    private Browser(Path executable) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(FLAGS));
    }

    /** Starts the browser, or skips the test where there is none. */
    public static Browser start() {
        var executable = find();
        Assumptions.assumeTrue(
                executable.isPresent(),
                "No browser: none of " + NAMES + " is on the PATH and " + CHOICE
                        + " names none. The pages are not tested.");
        return new Browser(executable.get());
    }

    /** A person who has not been here before: no cookies, no cache. Pages are opened in it. */
    public BrowserContext person() {
        return browser.newContext();
    }

    /** The same, with a window and preferences of its own. */
    public BrowserContext person(com.microsoft.playwright.Browser.NewContextOptions options) {
        return browser.newContext(options);
    }

    @Override
    public void close() {
        playwright.close();
    }

    private static Optional<Path> find() {
        return Optional.ofNullable(System.getProperty(CHOICE, System.getenv(CHOICE)))
                .map(Path::of)
                .or(() -> Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                        .filter(Files::isExecutable)
                        .findFirst());
    }
}
