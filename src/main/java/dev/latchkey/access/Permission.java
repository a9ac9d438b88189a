package dev.latchkey.access;

import dev.latchkey.key.Grant;
import dev.latchkey.key.KeyType;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.Problem.FieldError;
import dev.latchkey.problem.Problems;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestFilter;

/** Decides whether this caller may use this route, in this way. One instance per route. */
class Permission implements ResteasyReactiveContainerRequestFilter {

    private final String template;
    private final boolean admitsPublishableKeys;
    private final Set<String> queryParameters;

    Permission(String template, boolean admitsPublishableKeys, Set<String> queryParameters) {
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
            var problem = Refusals.readWithPublishableKey();
            exchange.refused(problem.type());
            rest.abortWith(Problems.response(problem, request));
            return;
        }
        var errors = wrongParameters(request.queryParams());
        if (!errors.isEmpty()) {
            rest.abortWith(Problems.response(Problem.invalid(errors), request));
        }
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
