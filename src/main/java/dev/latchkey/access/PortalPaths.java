package dev.latchkey.access;

import io.vertx.core.http.HttpServerRequest;

/** Which requests may be of portal sessions, before their route is known. */
final class PortalPaths {

    private static final String API = "/v1/portal/";
    private static final String PAGE = "/portal";

    private PortalPaths() {}

    /** Whether a request without a key may be of a portal session. Its route decides again, and fails closed. */
    static boolean mayBeOfSession(HttpServerRequest request) {
        return KeyHeader.isMissing(request) && (isApi(request) || isPage(request));
    }

    /** Whether programs read the answer. */
    static boolean isApi(HttpServerRequest request) {
        return request.path() != null && request.path().startsWith(API);
    }

    private static boolean isPage(HttpServerRequest request) {
        var path = request.path();
        return path != null && (path.equals(PAGE) || path.startsWith(PAGE + '/'));
    }
}
