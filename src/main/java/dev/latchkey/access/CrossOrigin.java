package dev.latchkey.access;

import dev.latchkey.key.Grant;
import dev.latchkey.key.KeyType;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/** Lets pages in browsers use publishable keys, and secret keys never. */
@ApplicationScoped
class CrossOrigin {

    private static final String READABLE = "X-Request-Id, Retry-After, RateLimit, RateLimit-Policy, ETag";
    private static final String PREFLIGHT_SECONDS = "600";

    private final Routes routes;

    CrossOrigin(Routes routes) {
        this.routes = routes;
    }

    /** Whether the page that sends a request may use the key; no origin is no page. */
    static boolean admits(Grant grant, Optional<String> origin) {
        return origin.isEmpty() || grant.restrictions().origins().admit(origin.get());
    }

    /** Lets a page that may use a publishable key read the answer. */
    static void admit(Grant grant, HttpServerRequest request) {
        if (grant.type() != KeyType.PUBLISHABLE) {
            return;
        }
        var headers = request.response().headers();
        headers.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null && admits(grant, Optional.of(origin))) {
            headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            headers.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, READABLE);
        }
    }

    /** Lets a page read why its key is none: whose it would be is not known, so any page may on such a route. */
    void showRefusal(HttpServerRequest request) {
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null && routes.admitsPublishableKeys(request.path())) {
            request.response()
                    .headers()
                    .add(HttpHeaders.VARY, HttpHeaders.ORIGIN)
                    .set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                    .set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, READABLE);
        }
    }

    /** Whether a browser asks what a page may send; it sends no key with that. */
    static boolean isPreflight(HttpMethod method, HttpServerRequest request) {
        return method.equals(HttpMethod.OPTIONS)
                && request.headers().contains(HttpHeaders.ORIGIN)
                && request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD)
                && !request.headers().contains(Exchange.KEY_HEADER);
    }

    /** Answers a browser that asks whether it may send a key: it cannot say which, so any page may on such a route. */
    boolean answersPreflight(HttpServerRequest request) {
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        var wanted = request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
        if (!isPreflight(request.method(), request)
                || !Set.of("GET", "HEAD").contains(wanted)
                || !routes.admitsPublishableKeys(request.path())) {
            return false;
        }
        request.response()
                .headers()
                .set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                .set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD")
                .set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, Exchange.KEY_HEADER + ", if-none-match, x-request-id")
                .set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, PREFLIGHT_SECONDS)
                .add(HttpHeaders.VARY, "Origin, Access-Control-Request-Method");
        return true;
    }
}
