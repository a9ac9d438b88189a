package dev.latchkey.access;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;

/**
 * Tells whether a request that may change something was made by a page of this service.
 *
 * @see <a href="https://www.w3.org/TR/fetch-metadata/">Fetch Metadata Request Headers</a>
 */
final class SameOrigin {

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private SameOrigin() {}

    /**
     * Whether it changes nothing, or its own page has sent it, or no browser has: every browser says where a change comes
     * from.
     */
    static boolean isSafe(HttpServerRequest request) {
        if (SAFE.contains(request.method())) {
            return true;
        }
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        var host = request.authority();
        return origin == null
                || host != null && origin.substring(origin.indexOf("://") + 1).equals("//" + host);
    }
}
