package dev.latchkey.portal;

import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemType;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;

/** The addresses of the pages, and what cookies may be called there. */
@ApplicationScoped
class PortalUrls {

    /** https anywhere, or http on the machine itself; without query, fragment or user. */
    private static final Pattern BASE =
            Pattern.compile("(https://[A-Za-z0-9.-]+|http://(localhost|127\\.0\\.0\\.1))(:[0-9]{1,5})?");

    private final Optional<String> configured;
    private final LaunchMode mode;

    PortalUrls(PortalConfig config, LaunchMode mode) {
        configured = config.baseUrl();
        this.mode = mode;
    }

    void check(@Observes StartupEvent started) {
        configured.filter(url -> !BASE.matcher(url).matches()).ifPresent(url -> {
            throw new IllegalStateException("latchkey.portal.base-url must be an https URL without a path, or http on "
                    + "localhost, such as https://billing.example.com");
        });
    }

    /** Where a link leads that holds a token. */
    String link(String token) {
        return base() + "/portal/" + token;
    }

    /** With the prefix that keeps other hosts of the same domain from setting it, where browsers take it. */
    String cookieName() {
        return configured.filter(url -> url.startsWith("https:")).isPresent()
                ? "__Host-latchkey_portal"
                : "latchkey_portal";
    }

    private String base() {
        return configured
                .or(() -> mode.isDevOrTest() ? Optional.of("http://localhost:" + port()) : Optional.empty())
                .orElseThrow(() -> Problem.of(
                                ProblemType.UNAVAILABLE,
                                "Portal sessions cannot be made until latchkey.portal.base-url is set.")
                        .asException());
    }

    /** Known only once the server listens. */
    private static int port() {
        var config = ConfigProvider.getConfig();
        return config.getOptionalValue("quarkus.http.test-port", Integer.class)
                .filter(port -> port > 0 && LaunchMode.current() == LaunchMode.TEST)
                .orElseGet(() -> config.getValue("quarkus.http.port", Integer.class));
    }
}
