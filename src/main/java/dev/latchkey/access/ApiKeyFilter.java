package dev.latchkey.access;

import dev.latchkey.caller.CurrentCaller;
import dev.latchkey.key.Authenticator;
import dev.latchkey.key.Grant;
import dev.latchkey.key.Verdict;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.Problems;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestFilter;

/** Decides who is calling, before the route is known. Suspends the request only when the key is not cached. */
@Provider
@PreMatching
@Priority(FilterOrder.AUTHENTICATION)
class ApiKeyFilter implements ResteasyReactiveContainerRequestFilter {

    private final Authenticator authenticator;
    private final KeyHeader header;
    private final VerdictCounters counters;
    private final GuessLimit guesses;
    private final KeyRestrictions restrictions;
    private final CrossOrigin crossOrigin;
    private final Routes routes;

    ApiKeyFilter(
            Authenticator authenticator,
            KeyHeader header,
            VerdictCounters counters,
            KeyRestrictions restrictions,
            CrossOrigin crossOrigin,
            GuessLimit guesses,
            Routes routes) {
        this.routes = routes;
        this.guesses = guesses;
        this.restrictions = restrictions;
        this.crossOrigin = crossOrigin;
        this.authenticator = authenticator;
        this.header = header;
        this.counters = counters;
    }

    @Override
    public void filter(ResteasyReactiveContainerRequestContext rest) {
        var request = RestRequest.routing(rest);
        if (Asked.of(request).isOriginal()
                && CrossOrigin.isPreflight(Asked.of(request).method(), request.request())) {
            // The upstream answers it, and learns of no key.
            rest.abortWith(
                    Response.ok().header(HttpHeaders.CACHE_CONTROL, "no-store").build());
            return;
        }
        if (crossOrigin.answersPreflight(request.request())) {
            rest.abortWith(Response.noContent().build());
            return;
        }
        if (PortalPaths.mayBeOfSession(request.request())
                || KeyHeader.isMissing(request.request())
                        && !Asked.of(request).isHidden()
                        && routes.admitsAnonymous(request.request())) {
            return;
        }
        var read = header.read(request.request());
        if (read.token().isEmpty()) {
            counters.count(read, request.request());
            refuseUnproven(rest, request, read.problem());
            return;
        }
        var presented = authenticator.present(read.token().get());
        var cached = authenticator.cached(presented);
        if (cached.isPresent()) {
            decide(rest, request, cached.get());
            return;
        }
        if (guesses.refuses(exchange(request).clientAddress())) {
            refuseUnproven(rest, request, Refusals.tooManyGuesses());
            return;
        }
        exchange(request).awaitVerdict();
        rest.suspend();
        // The look-up is shared, so its answer may come on another request's event loop.
        var here = Vertx.currentContext();
        authenticator
                .load(presented)
                .subscribe()
                .with(
                        verdict -> here.runOnContext(back -> resume(rest, request, verdict)),
                        failure -> here.runOnContext(back -> rest.resume(failure)));
    }

    private void resume(ResteasyReactiveContainerRequestContext rest, RoutingContext request, Verdict verdict) {
        try {
            if (verdict == Verdict.Unproven.UNKNOWN) {
                guesses.count(exchange(request).clientAddress());
            }
            if (!exchange(request).isStillWanted(verdict)) {
                counters.count(verdict, request.request());
                rest.abortWith(Response.noContent().build());
                return;
            }
            // A refusal resumes the request by itself.
            if (decide(rest, request, verdict)) {
                rest.resume();
            }
        } catch (RuntimeException e) {
            rest.resume(e);
        }
    }

    /** Whether the request goes on to its route. */
    private boolean decide(ResteasyReactiveContainerRequestContext rest, RoutingContext request, Verdict verdict) {
        if (verdict instanceof Verdict.Granted granted) {
            return admit(rest, request, granted);
        }
        counters.count(verdict, request.request());
        if (verdict instanceof Verdict.Refused refused) {
            exchange(request).belongsTo(refused.grant());
            // A page that may use the key may also read why it cannot at the moment.
            CrossOrigin.admit(refused.grant(), request.request());
            refuse(rest, request, Refusals.of(refused.reason()));
        } else {
            refuseUnproven(rest, request, Refusals.of((Verdict.Unproven) verdict));
        }
        return false;
    }

    private boolean admit(
            ResteasyReactiveContainerRequestContext rest, RoutingContext request, Verdict.Granted verdict) {
        var grant = verdict.grant();
        exchange(request).belongsTo(grant);
        var refusal = restrictions.refusal(grant, exchange(request), request.request());
        if (refusal.isPresent()) {
            counters.countRestricted(refusal.get().type());
            refuse(rest, request, refusal.get());
            return false;
        }
        counters.count(verdict, request.request());
        request.put(Grant.class.getName(), grant);
        CurrentCaller.establish(request, grant.caller());
        return true;
    }

    private void refuseUnproven(ResteasyReactiveContainerRequestContext rest, RoutingContext request, Problem problem) {
        crossOrigin.showRefusal(request.request());
        refuse(rest, request, problem);
    }

    private static void refuse(ResteasyReactiveContainerRequestContext rest, RoutingContext request, Problem problem) {
        Exchange.of(request).ifPresent(exchange -> exchange.refused(problem.type()));
        rest.abortWith(Problems.response(problem, request));
    }

    private static Exchange exchange(RoutingContext request) {
        return Exchange.of(request)
                .orElseThrow(() -> new IllegalStateException("a request with a key that holds no room in the log"));
    }
}
