package dev.latchkey.access;

import dev.latchkey.key.Grant;
import dev.latchkey.key.KeyType;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.Problem.FieldError;
import dev.latchkey.problem.ProblemType;
import dev.latchkey.problem.Problems;
import dev.latchkey.restriction.Scope;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestFilter;

/** Decides whether this caller may use this route, in this way. One instance per route. */
class Permission implements ResteasyReactiveContainerRequestFilter {

    private final String template;
    private final boolean admitsPublishableKeys;
    private final Optional<Scope> scope;
    private final VerdictCounters counters;
    private final Set<String> queryParameters;

    Permission(
            String template,
            boolean admitsPublishableKeys,
            Optional<Scope> scope,
            VerdictCounters counters,
            Set<String> queryParameters) {
        this.scope = scope;
        this.counters = counters;
        this.template = template;
        this.admitsPublishableKeys = admitsPublishableKeys;
        this.queryParameters = queryParameters;
    }

    @Override
    public void filter(ResteasyReactiveContainerRequestContext rest) {
        var request = RestRequest.routing(rest);
        var exchange = Exchange.of(request).orElseThrow();
        exchange.matched(template);
        Grant grant = request.get(Grant.class.getName());
        if (grant.type() == KeyType.PUBLISHABLE && !admitsPublishableKeys) {
            refuse(rest, exchange, Refusals.readWithPublishableKey());
            return;
        }
        if (scope.isPresent() && !grant.restrictions().scopes().include(scope.get())) {
            counters.countRestricted(ProblemType.SCOPE_MISSING);
            refuse(rest, exchange, Refusals.scope(scope.get()));
            return;
        }
        var errors = wrongParameters(request.queryParams());
        if (!errors.isEmpty()) {
            rest.abortWith(Problems.response(Problem.invalid(errors), request));
        }
    }

    private static void refuse(ResteasyReactiveContainerRequestContext rest, Exchange exchange, Problem problem) {
        exchange.refused(problem.type());
        rest.abortWith(Problems.response(problem, RestRequest.routing(rest)));
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
