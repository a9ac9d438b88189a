package dev.latchkey.access;

import jakarta.ws.rs.Priorities;

/** In which order a request meets what stands at the edge. */
final class FilterOrder {

    /** Of Vert.x filters the highest goes first. */
    static final int RECORDING = 1000;

    /** Of Vert.x routes the lowest goes first: before the server's own error page, which shows the query string. */
    static final int UNROUTABLE = -RECORDING;

    /** Of REST filters the lowest goes first. */
    static final int AUTHENTICATION = Priorities.AUTHENTICATION;

    static final int ASKED_ROUTE = AUTHENTICATION + 1;
    static final int BODY_LIMIT = ASKED_ROUTE + 1;
    static final int PERMISSION = Priorities.AUTHORIZATION;

    private FilterOrder() {}
}
