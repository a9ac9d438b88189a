package dev.latchkey.access;

import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemType;
import dev.latchkey.problem.Problems;
import io.vertx.core.http.HttpMethod;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestFilter;

/** Leads whatever a gateway asks, with any method and for any path, to the one route that answers; and others to none. */
@Provider
@PreMatching
@Priority(FilterOrder.ASKED_ROUTE)
class AskedRoute implements ResteasyReactiveContainerRequestFilter {

    private static final URI AUTHORIZE = URI.create(Asked.AUTHORIZE);

    @Override
    public void filter(ResteasyReactiveContainerRequestContext rest) {
        var request = RestRequest.routing(rest);
        var asked = Asked.of(request);
        if (asked.isHidden()) {
            var problem = Problem.of(ProblemType.NOT_FOUND, "There is nothing here that this key can see.");
            rest.abortWith(Problems.response(problem, request));
        } else if (asked.isOriginal() || asked.isUnreadable()) {
            rest.setMethod(HttpMethod.GET.name());
            rest.setRequestUri(AUTHORIZE);
        }
    }
}
