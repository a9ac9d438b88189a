package dev.latchkey.access;

import dev.latchkey.audit.Reservation;
import dev.latchkey.audit.UsageEvent;
import dev.latchkey.audit.UsageLog;
import dev.latchkey.id.TypeId;
import dev.latchkey.id.UuidV7;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemType;
import dev.latchkey.problem.Problems;
import dev.latchkey.problem.RequestId;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;

/**
 * Sees every request first and every answer last, at Vert.x level: a REST response filter would miss unmatched paths,
 * failures, streams and clients that hang up.
 */
@ApplicationScoped
class Recording {

    private static final String RETRY_AFTER_SECONDS = "1";

    private final UsageLog log;
    private final ClientAddress addresses;
    private final OriginalRequests originals;
    private final UuidV7 ids;
    private final PortalSessions sessions;

    Recording(UsageLog log, ClientAddress addresses, OriginalRequests originals, UuidV7 ids, PortalSessions sessions) {
        this.sessions = sessions;
        this.originals = originals;
        this.log = log;
        this.addresses = addresses;
        this.ids = ids;
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, FilterOrder.RECORDING);
    }

    private void handle(RoutingContext request) {
        if (!isWellFormed(request)) {
            request.fail(ProblemType.MALFORMED_REQUEST.status());
        } else if (begin(request)) {
            request.next();
        }
    }

    /** Names the request and takes room for its row; answers it and says no when there is none. */
    boolean begin(RoutingContext request) {
        request.addEndHandler(end -> UnreadBody.discard(request.request()));
        RequestId.assign(request, RequestId.sentWith(request).orElseGet(this::newRequestId));
        var asked = originals.asked(request.request());
        asked.establish(request);
        if (KeyHeader.isMissing(request.request()) && !isOfSession(request.request())) {
            return true;
        }
        var room = log.reserve(roomFor(asked, request.request()));
        if (room.isEmpty()) {
            Problems.send(
                    Problem.of(
                                    ProblemType.CANNOT_RECORD,
                                    "The usage log has no room, so the request was not handled. Try again.")
                            .withHeader("Retry-After", RETRY_AFTER_SECONDS),
                    request);
            return false;
        }
        var exchange = Exchange.begin(request, asked, addresses.of(request.request()), room.get(), ids);
        // Registered before all others and so called after them, when the status is final.
        request.addHeadersEndHandler(head -> answerOnceRecorded(request.request(), exchange));
        request.addEndHandler(end -> exchange.ended());
        return true;
    }

    /**
     * Whether path and query can be decoded, and the path of a gateway's question leads to no other route; what is not so
     * is answered, and recorded, by {@link Unroutable}.
     */
    private static boolean isWellFormed(RoutingContext request) {
        try {
            return request.normalizedPath() != null
                    && !leavesAuthorize(request)
                    && (request.request().query() == null || request.queryParams() != null);
        } catch (RuntimeException malformed) {
            return false;
        }
    }

    private boolean isOfSession(HttpServerRequest request) {
        return PortalPaths.mayBeOfSession(request)
                && sessions.presented(request).isPresent();
    }

    /** {@code /gateway/authorize/../../q/health} would be answered 200, which a gateway takes for yes. */
    private static boolean leavesAuthorize(RoutingContext request) {
        var path = request.request().path();
        return path != null
                && path.startsWith(Asked.AUTHORIZE)
                && !request.normalizedPath().startsWith(Asked.AUTHORIZE);
    }

    private String newRequestId() {
        return TypeId.REQUEST.format(ids.next(Instant.now()));
    }

    private static int roomFor(Asked asked, HttpServerRequest request) {
        return UsageEvent.roomFor(asked.method().name(), asked.path(), request.getHeader("User-Agent"));
    }

    private static void answerOnceRecorded(HttpServerRequest request, Exchange exchange) {
        var recorded = exchange.answered();
        // What is complete already, as in the default mode, costs the answer nothing.
        if (!recorded.equals(Reservation.KEPT)) {
            ResponseGate.hold(request, recorded);
        }
    }
}
