package dev.latchkey.portal;

import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemPage;
import dev.latchkey.problem.Problems;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;

/**
 * Says with every page what a browser may do with it: keep it nowhere, and run no scripts, frames or forms that lead
 * elsewhere. Has problems told as pages there: whoever sees them is a person.
 */
@ApplicationScoped
class PageHeaders implements ProblemPage {

    private static final String PAGES = "/portal";
    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self' https: data:; "
            + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /** Links to elsewhere say nothing of these pages, but their own forms must say that they are their own. */
    private static final Set<String> WITH_FORMS = Set.of(PAGES, PAGES + "/profile");

    /** After the request has its name. */
    private static final int AFTER_NAMING = 999;

    void register(@Observes Filters filters) {
        filters.register(this::handle, AFTER_NAMING);
    }

    private void handle(RoutingContext request) {
        var path = request.request().path();
        if (path != null && (path.equals(PAGES) || path.startsWith(PAGES + '/'))) {
            Problems.showAs(this, request);
            request.response()
                    .headers()
                    .set("Content-Security-Policy", POLICY)
                    .set("Referrer-Policy", WITH_FORMS.contains(path) ? "same-origin" : "no-referrer")
                    .set("X-Content-Type-Options", "nosniff")
                    .set("X-Robots-Tag", "noindex");
            if (!path.equals(StyleResource.PATH)) {
                request.response().headers().set("Cache-Control", "no-store");
            }
        }
        request.next();
    }

    @Override
    public String html(Problem problem, String requestId) {
        return Templates.notice(Look.PLAIN, problem.type().title(), problem.detail(), null)
                .render();
    }
}
