package dev.latchkey.audit.attempts;

import dev.latchkey.page.Query;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import dev.latchkey.problem.Problems;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Shows failed attempts to operators, beside health and metrics: on the management port when there is one. */
@ApplicationScoped
class AttemptsRoute {

    private static final Logger LOG = Logger.getLogger(AttemptsRoute.class);
    private static final String PATH = "/q/failed-attempts";
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;

    private final AttemptTable table;
    private final boolean hasManagementPort;

    AttemptsRoute(
            AttemptTable table,
            @ConfigProperty(name = "quarkus.management.enabled", defaultValue = "false") boolean hasManagementPort) {
        this.table = table;
        this.hasManagementPort = hasManagementPort;
    }

    void onManagementPort(@Observes ManagementInterface management) {
        management.router().get(PATH).handler(this::handle);
    }

    void onMainPort(@Observes Router router) {
        if (!hasManagementPort) {
            router.get(PATH).handler(this::handle);
        }
    }

    private void handle(RoutingContext request) {
        var query = new Query();
        var limitText = request.request().getParam("limit");
        int limit = limitText == null ? DEFAULT_LIMIT : query.integer("limit", limitText, 1, MAX_LIMIT);
        var before = request.request().getParam("before");
        var place =
                before == null ? AttemptPlace.START : AttemptPlace.parse(before).orElse(null);
        if (place == null) {
            query.wrong("before", "must be a time such as 2026-01-31T08:00:00Z, or the nextCursor of the page before");
        }
        try {
            query.check();
        } catch (ProblemException wrong) {
            Problems.send(wrong.problem(), request);
            return;
        }
        // One more, to know whether there are more.
        table.newest(place, limit + 1)
                .subscribe()
                .with(counts -> send(request, counts, limit), failure -> unavailable(request, failure));
    }

    private static void send(RoutingContext request, List<AttemptCount> counts, int limit) {
        var shown = counts.subList(0, Math.min(limit, counts.size()));
        boolean hasMore = counts.size() > limit;
        var data = new JsonArray();
        shown.forEach(count -> data.add(new JsonObject()
                .put("minute", count.minute().toString())
                .put("source", count.source())
                .put("reason", count.reason())
                .put("attempts", count.attempts())));
        var page = new JsonObject()
                .put("data", data)
                .put("hasMore", hasMore)
                .put(
                        "nextCursor",
                        hasMore ? AttemptPlace.after(shown.get(limit - 1)).toString() : null);
        request.response().putHeader("Content-Type", "application/json").end(page.encode());
    }

    private static void unavailable(RoutingContext request, Throwable failure) {
        LOG.warnf("Failed attempts cannot be read: %s", failure);
        Problems.send(
                Problem.of(ProblemType.UNAVAILABLE, "Postgres cannot be asked at the moment. Try again."), request);
    }
}
