package dev.latchkey.dashboard;

import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.Problems;
import dev.latchkey.user.Role;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestFilter;

/** Lets who is logged in, and may, onto one page. Suspends the request while Postgres is asked. */
class PageFilter implements ResteasyReactiveContainerRequestFilter {

    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final Guard guard;
    private final Optional<Role> least;

    PageFilter(Guard guard, Optional<Role> least) {
        this.guard = guard;
        this.least = least;
    }

    @Override
    public void filter(ResteasyReactiveContainerRequestContext rest) {
        var context = (ResteasyReactiveRequestContext) rest.getServerRequestContext();
        var request = context.unwrap(RoutingContext.class);
        boolean isChange = !READS.contains(request.request().method());
        if (isChange && !guard.isOwn(request)) {
            refuse(rest, request, Guard.notOurForm());
            return;
        }
        if (least.isEmpty()) {
            return;
        }
        var session = guard.session(request);
        if (session.isEmpty()) {
            rest.abortWith(logIn(request));
            return;
        }
        var path = rest.getUriInfo().getPathParameters();
        rest.suspend();
        guard.visit(session.get(), path.getFirst("organization"), path.getFirst("environment"), least.get())
                .subscribe()
                .with(
                        visit -> {
                            if (visit.isEmpty()) {
                                rest.abortWith(logIn(request));
                            } else {
                                guard.admit(visit.get(), request);
                                rest.resume();
                            }
                        },
                        failure -> {
                            if (failure instanceof ProblemException refusal) {
                                refuse(rest, request, refusal.problem());
                            } else {
                                rest.resume(failure);
                            }
                        });
    }

    private static void refuse(ResteasyReactiveContainerRequestContext rest, RoutingContext request, Problem problem) {
        rest.abortWith(Problems.response(problem, request));
    }

    private static Response logIn(RoutingContext request) {
        var next =
                READS.contains(request.request().method()) ? request.request().uri() : "/dashboard";
        return Html.seeOther("/dashboard/login?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
    }
}
