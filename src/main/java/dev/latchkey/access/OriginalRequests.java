package dev.latchkey.access;

import io.vertx.core.http.HttpServerRequest;

/** Tells the requests in which a gateway asks about another request from all others. */
public interface OriginalRequests {

    /** Asked once for each request, first of all. */
    Asked asked(HttpServerRequest request);
}
