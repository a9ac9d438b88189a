package dev.latchkey.access;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where people reach the service with a browser, and whether a request comes from a page of ours.
 *
 * @see <a href="https://www.w3.org/TR/fetch-metadata/">Fetch Metadata Request Headers</a>
 */
@ApplicationScoped
public class PublicUrl {

    private static final String HTTPS = "https://";
    private static final Pattern FORM =
            Pattern.compile("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?|https?://\\[[0-9a-f:.]+](:[0-9]{1,5})?");

    private final Optional<String> configured;

    PublicUrl(@ConfigProperty(name = "latchkey.http.public-url") Optional<String> configured) {
        this.configured = configured.map(url -> url.strip().replaceAll("/+$", ""));
    }

    void check(@Observes StartupEvent started) {
        configured.filter(url -> !FORM.matcher(url).matches()).ifPresent(url -> {
            throw new IllegalStateException(
                    "LATCHKEY_HTTP_PUBLIC_URL must be a scheme and a host, such as https://keys.example.com");
        });
    }

    /** As configured, or as the request itself says; without a slash at the end. */
    public String of(HttpServerRequest request) {
        return configured.orElseGet(() -> request.scheme() + "://" + request.authority());
    }

    /** Whether people come by TLS, as far as is known, so that cookies may travel on nothing else. */
    public boolean isSecure(HttpServerRequest request) {
        return of(request).startsWith(HTTPS);
    }

    /** Whether a page of ours has sent this, or no browser has: every browser says where a change comes from. */
    public boolean isOwn(HttpServerRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin == null
                || configured.map(origin::equals).orElseGet(() -> origin.endsWith("://" + request.authority()));
    }
}
