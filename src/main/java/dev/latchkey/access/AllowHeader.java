package dev.latchkey.access;

import dev.latchkey.problem.ProblemType;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/** Names the methods a path has, on every 405 (RFC 9110, 15.5.6). */
@Provider
class AllowHeader implements ContainerResponseFilter {

    private final Routes routes;

    AllowHeader(Routes routes) {
        this.routes = routes;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() == ProblemType.METHOD_NOT_ALLOWED.status()) {
            var allowed = routes.methodsOf(request.getUriInfo().getPath());
            response.getHeaders().putSingle(HttpHeaders.ALLOW, String.join(", ", allowed));
        }
    }
}
