package dev.latchkey.access;

import dev.latchkey.key.Grant;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.Problem.FieldError;
import dev.latchkey.problem.Problems;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestFilter;

/** Decides whether this caller may use this route, in this way. One instance per route. */
class Permission implements ResteasyReactiveContainerRequestFilter {

    private final RouteRule rule;
    private final VerdictCounters counters;
    private final Set<String> queryParameters;

    Permission(RouteRule rule, VerdictCounters counters, Set<String> queryParameters) {
        this.rule = rule;
        this.counters = counters;
        this.queryParameters = queryParameters;
    }

    @Override
    public void filter(ResteasyReactiveContainerRequestContext rest) {
        var request = RestRequest.routing(rest);
        var exchange = Exchange.of(request);
        var asked = Asked.of(request);
        var decisive = asked.rule().orElse(rule);
        exchange.ifPresent(known -> decisive.route().ifPresent(known::matched));
        Grant grant = request.get(Grant.class.getName());
        var refusal = grant == null ? refusalWithoutKey(request, exchange) : refusal(decisive, grant);
        if (refusal.isPresent()) {
            exchange.ifPresent(known -> known.refused(refusal.get().type()));
            rest.abortWith(Problems.response(refusal.get(), request));
            return;
        }
        if (asked.isOriginal()) {
            return;
        }
        var errors = rule.isPage() ? List.<FieldError>of() : wrongParameters(request.queryParams());
        if (!errors.isEmpty()) {
            rest.abortWith(Problems.response(Problem.invalid(errors), request));
        }
    }

    private Optional<Problem> refusal(AccessRule decisive, Grant grant) {
        var refusal = decisive.refusal(grant);
        refusal.ifPresent(problem -> counters.countRestricted(problem.type()));
        return refusal;
    }

    /** A key that was sent and not granted is not the same as none. */
    private Optional<Problem> refusalWithoutKey(RoutingContext request, Optional<Exchange> exchange) {
        return switch (rule.audience()) {
            case KEYS -> refusalWithoutKey(exchange);
            case PORTAL_SESSIONS ->
                PortalGrant.of(request).isPresent() ? Optional.empty() : Optional.of(Refusals.noSession());
            case PORTAL_PAGES, DASHBOARD -> Optional.empty();
        };
    }

    private Optional<Problem> refusalWithoutKey(Optional<Exchange> exchange) {
        return rule.admitsAnonymous() && exchange.isEmpty() ? Optional.empty() : Optional.of(Refusals.noKey());
    }

    private List<FieldError> wrongParameters(MultiMap query) {
        if (query.isEmpty()) {
            return List.of();
        }
        var errors = new ArrayList<FieldError>();
        for (var name : query.names()) {
            if (!queryParameters.contains(name)) {
                errors.add(new FieldError(name, "is not a parameter of this route"));
            } else if (query.getAll(name).size() > 1) {
                errors.add(new FieldError(name, "must be given once"));
            } else if (query.get(name).isEmpty()) {
                errors.add(new FieldError(name, "must not be empty"));
            }
        }
        return errors;
    }
}
