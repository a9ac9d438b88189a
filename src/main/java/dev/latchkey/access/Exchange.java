package dev.latchkey.access;

import dev.latchkey.audit.Reservation;
import dev.latchkey.audit.UsageEvent;
import dev.latchkey.audit.UsageNote;
import dev.latchkey.id.UuidV7;
import dev.latchkey.key.Grant;
import dev.latchkey.key.Verdict;
import dev.latchkey.problem.ProblemType;
import dev.latchkey.problem.RequestId;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** One request with a key, or in a portal session, and its answer. Holds room in the log until it is settled, once: recorded or released. */
final class Exchange {

    static final String KEY_HEADER = "x-api-key";

    private static final String ATTRIBUTE = Exchange.class.getName();

    private static final Logger LOG = Logger.getLogger(Exchange.class);
    private final RoutingContext request;
    private final Asked asked;
    private final Optional<String> address;
    private final Reservation room;
    private final UuidV7 ids;
    private final long began = System.nanoTime();
    private final AtomicBoolean settled = new AtomicBoolean();
    private volatile Grant grant;
    private volatile PortalGrant session;
    private volatile String route;
    private volatile ProblemType refusal;
    private volatile boolean secretKeyInBrowser;
    private volatile boolean awaiting;
    private volatile boolean gone;

    private Exchange(RoutingContext request, Asked asked, Optional<String> address, Reservation room, UuidV7 ids) {
        this.request = request;
        this.asked = asked;
        this.address = address;
        this.room = room;
        this.ids = ids;
    }

    static Exchange begin(RoutingContext request, Asked asked, Optional<String> address, Reservation room, UuidV7 ids) {
        var exchange = new Exchange(request, asked, address, room, ids);
        request.put(ATTRIBUTE, exchange);
        return exchange;
    }

    /** The exchange of a request that carries a key. */
    static Optional<Exchange> of(RoutingContext request) {
        return Optional.ofNullable(request.get(ATTRIBUTE));
    }

    /** What the request is about. */
    Asked asked() {
        return asked;
    }

    /** Where the request came from. */
    Optional<String> clientAddress() {
        return address;
    }

    String requestId() {
        return RequestId.of(request);
    }

    /** The key is being looked up: whether there will be a row is not known yet, even if the client goes away. */
    void awaitVerdict() {
        awaiting = true;
    }

    /** The look-up is over. Says whether the client is still there; if not, the request must have no effect. */
    boolean isStillWanted(Verdict verdict) {
        awaiting = false;
        verdict.key().ifPresent(this::belongsTo);
        return isStillWanted();
    }

    /** The look-up of a portal session is over; the same. */
    boolean isStillWanted(Optional<PortalGrant> known) {
        awaiting = false;
        known.ifPresent(this::belongsTo);
        return isStillWanted();
    }

    private boolean isStillWanted() {
        if (gone) {
            ended();
        }
        return !gone;
    }

    /** The key is real: from here on the request will be recorded. */
    void belongsTo(Grant known) {
        grant = known;
    }

    /** The same of a portal session. */
    void belongsTo(PortalGrant known) {
        session = known;
    }

    void matched(String template) {
        route = template;
    }

    /** The request is refused because of what its key is or may do. */
    void refused(ProblemType why) {
        refusal = why;
    }

    /** The key is a secret one and comes from a browser. */
    void secretKeyInBrowser() {
        secretKeyInBrowser = true;
    }

    /**
     * The answer's head is about to leave: its status can change no more. Nothing may leave before the stage completes,
     * and nothing at all if it fails.
     */
    CompletionStage<Void> answered() {
        return settle(
                request.response().closed()
                        ? OptionalInt.empty()
                        : OptionalInt.of(request.response().getStatusCode()));
    }

    /** The exchange is over, whether or not there was an answer. */
    void ended() {
        if (awaiting) {
            gone = true;
        } else {
            settle(OptionalInt.empty()).exceptionally(failure -> {
                LOG.error("A request that nobody waits for was not recorded", failure);
                return null;
            });
        }
    }

    private CompletionStage<Void> settle(OptionalInt status) {
        if (!settled.compareAndSet(false, true)) {
            return Reservation.KEPT;
        }
        if (grant == null && session == null) {
            room.release();
            return Reservation.KEPT;
        }
        UsageEvent event;
        try {
            event = event(status);
        } catch (RuntimeException e) {
            room.release();
            return CompletableFuture.failedStage(e);
        }
        try {
            return room.record(event);
        } catch (RuntimeException | InternalError e) {
            // The latter is what a fault in a mapped file looks like.
            return CompletableFuture.failedStage(e);
        }
    }

    private UsageEvent event(OptionalInt status) {
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var http = request.request();
        boolean isKey = grant != null;
        return new UsageEvent(
                ids.next(now),
                now,
                isKey ? grant.organizationId() : session.organizationId(),
                isKey ? grant.environment() : session.environment(),
                isKey ? grant.keyId() : null,
                isKey ? grant.secretId() : null,
                asked.method().name(),
                asked.path(),
                Optional.ofNullable(route),
                status,
                Duration.ofNanos(System.nanoTime() - began),
                address,
                Optional.ofNullable(http.getHeader("User-Agent")),
                requestId(),
                Optional.ofNullable(refusal).map(ProblemType::code),
                UsageNote.of(request),
                secretKeyInBrowser,
                isKey
                        ? Optional.empty()
                        : Optional.of(new UsageEvent.Portal(session.sessionId(), session.customerId())));
    }
}
