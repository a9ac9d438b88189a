package dev.latchkey.access;

import dev.latchkey.key.Authenticator;
import dev.latchkey.key.Verdict;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemType;
import dev.latchkey.problem.Problems;
import dev.latchkey.problem.RequestId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/** Answers requests that fail outside of REST, such as one without a host: with a key they are in the log as well. */
@ApplicationScoped
class Unroutable {

    private static final int UNKNOWN_STATUS = 500;

    private final Recording recording;
    private final KeyHeader header;
    private final Authenticator authenticator;
    private final VerdictCounters counters;

    Unroutable(Recording recording, KeyHeader header, Authenticator authenticator, VerdictCounters counters) {
        this.recording = recording;
        this.header = header;
        this.authenticator = authenticator;
        this.counters = counters;
    }

    void register(@Observes Router router) {
        router.route().order(FilterOrder.UNROUTABLE).failureHandler(this::handle);
    }

    private void handle(RoutingContext request) {
        if (request.response().headWritten()) {
            request.next();
        } else if (RequestId.of(request) != null) {
            Problems.send(problem(request), request);
        } else if (recording.begin(request)) {
            Exchange.of(request).ifPresent(Exchange::awaitVerdict);
            var here = Vertx.currentContext();
            verdict(request).subscribe().with(verdict -> here.runOnContext(back -> answer(request, verdict)));
        }
    }

    private Uni<Optional<Verdict>> verdict(RoutingContext request) {
        var read = header.read(request.request());
        if (read.token().isEmpty()) {
            counters.count(read, request.request());
            return Uni.createFrom().item(Optional.empty());
        }
        return authenticator
                .verdict(read.token().get())
                .invoke(verdict -> counters.count(verdict, request.request()))
                .map(Optional::of);
    }

    private static void answer(RoutingContext request, Optional<Verdict> verdict) {
        var wanted = Exchange.of(request)
                .map(exchange -> exchange.isStillWanted(verdict.orElse(Verdict.Unproven.MALFORMED)))
                .orElse(true);
        if (!wanted) {
            return;
        }
        var problem = verdict.filter(Verdict.Unproven.CANNOT_CHECK::equals)
                .map(unknown -> Refusals.of(Verdict.Unproven.CANNOT_CHECK))
                .orElseGet(() -> problem(request));
        Problems.send(problem, request);
    }

    private static Problem problem(RoutingContext request) {
        var type = ProblemType.ofStatus(request.statusCode() > 0 ? request.statusCode() : UNKNOWN_STATUS);
        return Problem.of(type, type.title() + ".");
    }
}
