package dev.latchkey.access;

import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemType;
import dev.latchkey.problem.Problems;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestFilter;

/** Decides in which portal session a request is made, where keys are not asked for. */
@Provider
@PreMatching
@Priority(FilterOrder.AUTHENTICATION)
class PortalSessionFilter implements ResteasyReactiveContainerRequestFilter {

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final PortalSessions sessions;
    private final GuessLimit guesses;
    private final PublicUrl url;

    PortalSessionFilter(PortalSessions sessions, GuessLimit guesses, PublicUrl url) {
        this.url = url;
        this.sessions = sessions;
        this.guesses = guesses;
    }

    @Override
    public void filter(ResteasyReactiveContainerRequestContext rest) {
        var request = RestRequest.routing(rest);
        var exchange = Exchange.of(request);
        if (!PortalPaths.mayBeOfSession(request.request())) {
            return;
        }
        var presented = sessions.presented(request.request());
        if (presented.isEmpty() || exchange.isEmpty()) {
            // A page has something to say to whoever comes without a session.
            if (PortalPaths.isApi(request.request())) {
                refuse(rest, request, Refusals.noSession());
            }
            return;
        }
        if (presented.get().isAmbient() && changes(request.request()) && !url.isOwn(request.request())) {
            refuse(rest, request, Refusals.crossSite());
            return;
        }
        var cached = presented.get().cached();
        if (cached.isPresent()) {
            decide(rest, request, exchange.get(), cached.get());
            return;
        }
        if (guesses.refuses(exchange.get().clientAddress())) {
            refuse(rest, request, Refusals.tooManyGuesses());
            return;
        }
        exchange.get().awaitVerdict();
        rest.suspend();
        // The look-up is shared, so its answer may come on another request's event loop.
        var here = Vertx.currentContext();
        presented
                .get()
                .load()
                .subscribe()
                .with(
                        verdict -> here.runOnContext(back -> resume(rest, request, exchange.get(), verdict)),
                        failure -> here.runOnContext(back -> rest.resume(failure)));
    }

    private void resume(
            ResteasyReactiveContainerRequestContext rest,
            RoutingContext request,
            Exchange exchange,
            PortalSessions.Verdict verdict) {
        try {
            var unknown = verdict.refusal().filter(problem -> problem.type() == ProblemType.SESSION_INVALID);
            if (verdict.isUnknown() && unknown.isPresent()) {
                guesses.count(exchange.clientAddress());
            }
            if (!exchange.isStillWanted(verdict.session())) {
                rest.abortWith(Response.noContent().build());
            } else if (decide(rest, request, exchange, verdict)) {
                rest.resume();
            }
        } catch (RuntimeException e) {
            rest.resume(e);
        }
    }

    /** Whether the request goes on to its route. A refusal resumes it by itself. */
    private static boolean decide(
            ResteasyReactiveContainerRequestContext rest,
            RoutingContext request,
            Exchange exchange,
            PortalSessions.Verdict verdict) {
        verdict.session().ifPresent(exchange::belongsTo);
        request.put(PortalSessions.Verdict.class.getName(), verdict);
        if (verdict.refusal().isPresent()) {
            exchange.refused(verdict.refusal().get().type());
            if (PortalPaths.isApi(request.request())) {
                refuse(rest, request, verdict.refusal().get());
                return false;
            }
            return true;
        }
        verdict.session().ifPresent(session -> request.put(PortalGrant.class.getName(), session));
        return true;
    }

    private static void refuse(ResteasyReactiveContainerRequestContext rest, RoutingContext request, Problem problem) {
        Exchange.of(request).ifPresent(exchange -> exchange.refused(problem.type()));
        rest.abortWith(Problems.response(problem, request));
    }

    private static boolean changes(HttpServerRequest request) {
        return !SAFE.contains(request.method());
    }
}
