package dev.latchkey.dashboard;

import dev.latchkey.problem.Problems;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/** Refuses forms that were not made for the session that sends them; the platform reads the form before this. */
class FormFilter {

    @OwnForms
    @WithFormRead
    @ServerRequestFilter(priority = Priorities.AUTHORIZATION + 2)
    public Response filter(ResteasyReactiveContainerRequestContext rest, RoutingContext request) {
        var method = request.request().method();
        if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) {
            return null;
        }
        var context = (ResteasyReactiveRequestContext) rest.getServerRequestContext();
        return context.getFormParameter(Guard.FORM_TOKEN, true, false) instanceof String token
                        && isOf(Visit.of(request), token)
                ? null
                : Problems.response(Guard.notOurForm(), request);
    }

    private static boolean isOf(Visit visit, String token) {
        return MessageDigest.isEqual(
                token.getBytes(StandardCharsets.UTF_8), visit.formToken().getBytes(StandardCharsets.UTF_8));
    }
}
