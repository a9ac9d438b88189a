package dev.latchkey.access;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/**
 * What a request asks of its key, beside its route.
 *
 * @param origin the page that sends it, as the browser says
 * @param isFromBrowser whether it carries what no program but a browser sends by itself
 */
record Ask(HttpMethod method, Optional<String> address, Optional<String> origin, boolean isFromBrowser) {

    static Ask of(Asked asked, HttpServerRequest request, Optional<String> address) {
        var origin = Optional.ofNullable(request.getHeader(HttpHeaders.ORIGIN));
        var mode = request.getHeader("Sec-Fetch-Mode");
        return new Ask(
                asked.method(), address, origin, origin.isPresent() || "cors".equals(mode) || "no-cors".equals(mode));
    }
}
