package dev.latchkey.dashboard;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** Where people reach the service, and whether a request comes from a page of ours. */
@ApplicationScoped
class PublicUrl {

    private static final Set<String> SCHEMES = Set.of("http", "https");

    private final Optional<String> url;

    PublicUrl(DashboardConfig config) {
        url = config.url().map(given -> given.replaceAll("/+$", ""));
        url.ifPresent(PublicUrl::check);
    }

    private static void check(String url) {
        var uri = URI.create(url);
        if (uri.getScheme() == null || !SCHEMES.contains(uri.getScheme()) || uri.getAuthority() == null) {
            throw new IllegalStateException("LATCHKEY_DASHBOARD_URL must be such as https://keys.example.com");
        }
    }

    /** Without a slash at the end. */
    String of(HttpServerRequest request) {
        return url.orElseGet(() -> request.scheme() + "://" + request.authority());
    }

    /** Whether people come by TLS, so that cookies may travel on nothing else. */
    boolean isSecure(HttpServerRequest request) {
        return of(request).startsWith("https://");
    }

    /** Whether a page of ours sends this, or no browser: every browser says where a form comes from. */
    boolean isOwn(HttpServerRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        var origin = request.getHeader("Origin");
        return origin == null || origin.equals(of(request));
    }
}
