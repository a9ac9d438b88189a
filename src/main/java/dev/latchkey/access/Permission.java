package dev.latchkey.access;

import dev.latchkey.key.Grant;
import dev.latchkey.key.KeyType;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.Problem.FieldError;
import dev.latchkey.problem.Problems;
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
        var unknown = request.queryParams().names().stream()
                .filter(name -> !queryParameters.contains(name))
                .map(name -> new FieldError(name, "is not a parameter of this route"))
                .toList();
        if (!unknown.isEmpty()) {
            rest.abortWith(Problems.response(Problem.invalid(unknown), request));
        }
    }
}
