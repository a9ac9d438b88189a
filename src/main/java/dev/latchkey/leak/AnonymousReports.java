package dev.latchkey.leak;

import dev.latchkey.access.ClientAddress;
import dev.latchkey.key.FoundTokens;
import dev.latchkey.key.FoundTokens.Action;
import dev.latchkey.key.FoundTokens.Found;
import dev.latchkey.key.FoundTokens.Outcome;
import dev.latchkey.page.Query;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemType;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * Takes tokens from whoever has found one: to have it is proof enough that it has leaked. Whoever reports learns nothing,
 * neither whose it was nor whether it was one.
 */
@ApplicationScoped
class AnonymousReports {

    private static final String DETAIL = "reported without a key";

    private final FoundTokens tokens;
    private final ClientAddress addresses;
    private final ReportLimit limit;
    private final RoutingContext request;
    private final LongAdder[] handled = adders(Outcome.values().length);
    private final LongAdder unknown = new LongAdder();
    private final LongAdder refused = new LongAdder();

    AnonymousReports(
            FoundTokens tokens, ClientAddress addresses, AnonymousReportConfig config, RoutingContext request) {
        this.tokens = tokens;
        this.addresses = addresses;
        this.request = request;
        limit = new ReportLimit(config, System::nanoTime);
    }

    /** Revokes the key of the token for good, if it is one. */
    Uni<Void> report(ReportLeak leak, Instant now) {
        check(leak);
        limit.take(addresses.of(request.request())).ifPresent(this::refuse);
        if (!tokens.isToken(leak.token())) {
            unknown.increment();
            return Uni.createFrom().voidItem();
        }
        return tokens.handle(
                        List.of(new Found(leak.token(), DETAIL)),
                        Action.REVOKE,
                        () -> Uni.createFrom().voidItem(),
                        now)
                .invoke(results -> {
                    if (results.isEmpty()) {
                        unknown.increment();
                    }
                    results.values().forEach(result -> handled[result.outcome().ordinal()].increment());
                })
                .replaceWithVoid();
    }

    private static void check(ReportLeak leak) {
        var query = new Query();
        if (leak.token() == null) {
            query.wrong("token", "must be given; without an API key only the token is taken");
        }
        Stream.of(
                        new Field("apiKeyId", leak.apiKeyId()),
                        new Field("source", leak.source()),
                        new Field("since", leak.since()),
                        new Field("replace", leak.replace()))
                .filter(field -> field.value() != null)
                .forEach(field -> query.wrong(field.name(), "must not be given without an API key"));
        query.check();
    }

    private record Field(String name, Object value) {}

    private void refuse(Duration wait) {
        refused.increment();
        throw Problem.of(
                        ProblemType.TOO_MANY_REPORTS,
                        "Too many leaked keys were reported without an API key. Try again later.")
                .withHeader(
                        "Retry-After",
                        String.valueOf(wait.plusNanos(999_999_999).toSeconds()))
                .asException();
    }

    void start(@Observes StartupEvent started, MeterRegistry metrics) {
        for (var outcome : Outcome.values()) {
            if (outcome != Outcome.NOTED) {
                register(metrics, outcome.name(), handled[outcome.ordinal()]);
            }
        }
        register(metrics, "unknown", unknown);
        register(metrics, "refused", refused);
        Gauge.builder("latchkey.leak.reporters", limit, ReportLimit::sources)
                .description("Sources that have reported a token without a key in the last period")
                .register(metrics);
        FunctionCounter.builder("latchkey.leak.reporters.evicted", limit, ReportLimit::evicted)
                .description("Sources that were forgotten for want of room: they start anew")
                .register(metrics);
    }

    private static void register(MeterRegistry metrics, String outcome, LongAdder count) {
        FunctionCounter.builder("latchkey.leak.anonymous.reports", count, LongAdder::sum)
                .description("Tokens that were reported without a key, by what became of their keys")
                .tag("outcome", outcome.toLowerCase(Locale.ROOT))
                .register(metrics);
    }

    private static LongAdder[] adders(int count) {
        return Stream.generate(LongAdder::new).limit(count).toArray(LongAdder[]::new);
    }
}
