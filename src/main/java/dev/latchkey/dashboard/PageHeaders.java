package dev.latchkey.dashboard;

import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemPage;
import dev.latchkey.problem.ProblemType;
import dev.latchkey.problem.Problems;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Says with everything below {@code /dashboard} what a browser may do with it, and has problems told as pages there. */
@ApplicationScoped
class PageHeaders implements ProblemPage {

    static final String ROOT = "/dashboard";

    /** Nothing but what we serve, no script or style but from files, in no frame, and forms to us alone. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** After the request has its name, which the page of a problem shows. */
    private static final int AFTER_NAMING = 999;

    private final Assets assets;

    PageHeaders(Assets assets) {
        this.assets = assets;
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, AFTER_NAMING);
    }

    private void handle(RoutingContext request) {
        var path = request.request().path();
        if (path != null && (path.equals(ROOT) || path.startsWith(ROOT + "/"))) {
            Problems.showAs(this, request);
            var headers = request.response()
                    .headers()
                    .set("Content-Security-Policy", POLICY)
                    .set("X-Content-Type-Options", "nosniff")
                    .set("Referrer-Policy", "same-origin")
                    .set("Cross-Origin-Opener-Policy", "same-origin");
            if (!path.startsWith(Assets.PATH)) {
                headers.set("Cache-Control", "no-store");
            }
        }
        request.next();
    }

    @Override
    public String html(Problem problem, String requestId) {
        // Whoever has no key here has only mistyped a path.
        var shown = problem.type() == ProblemType.KEY_INVALID
                ? Problem.of(ProblemType.NOT_FOUND, "There is no such page.")
                : problem;
        return Templates.problem(assets, shown.type().title(), shown.detail(), requestId)
                .render();
    }
}
