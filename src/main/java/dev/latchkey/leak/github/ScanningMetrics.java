package dev.latchkey.leak.github;

import dev.latchkey.key.FoundTokens.Outcome;
import dev.latchkey.key.FoundTokens.Result;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Counts what secret scanning sends and what became of it. */
@ApplicationScoped
class ScanningMetrics {

    private static final String HANDLED = "handled";
    private static final String FAILED = "failed";
    private static final String UNKNOWN = "unknown";
    private static final Set<ProblemType> REFUSALS = Set.of(
            ProblemType.SIGNATURE_INVALID,
            ProblemType.ALREADY_HANDLED,
            ProblemType.MALFORMED_REQUEST,
            ProblemType.INVALID_REQUEST,
            ProblemType.UNAVAILABLE);

    private final MeterRegistry metrics;
    private final GithubKeys keys;

    ScanningMetrics(MeterRegistry metrics, GithubKeys keys) {
        this.metrics = metrics;
        this.keys = keys;
    }

    void countHandled() {
        batches(HANDLED).increment();
    }

    /** A batch of which nothing was done. */
    void count(Throwable failure) {
        batches(
                        failure instanceof ProblemException refusal
                                ? refusal.problem().type().code()
                                : FAILED)
                .increment();
    }

    /** The tokens of a batch that was handled. */
    void count(List<Match> matches, Map<String, Result> results) {
        matches.forEach(match -> tokens(Optional.ofNullable(results.get(match.token()))
                        .map(result -> text(result.outcome()))
                        .orElse(UNKNOWN))
                .increment());
    }

    void start(@Observes StartupEvent started) {
        batches(HANDLED);
        batches(FAILED);
        REFUSALS.forEach(type -> batches(type.code()));
        tokens(UNKNOWN);
        for (var outcome : Outcome.values()) {
            tokens(text(outcome));
        }
        FunctionCounter.builder("latchkey.leak.github.fetches", keys, GithubKeys::fetched)
                .description("How often GitHub's public keys were fetched")
                .tag("outcome", "fetched")
                .register(metrics);
        FunctionCounter.builder("latchkey.leak.github.fetches", keys, GithubKeys::failed)
                .description("How often GitHub's public keys were fetched")
                .tag("outcome", FAILED)
                .register(metrics);
    }

    private Counter batches(String outcome) {
        return Counter.builder("latchkey.leak.github.batches")
                .description("Batches of secret scanning, by what became of them")
                .tag("outcome", outcome)
                .register(metrics);
    }

    private Counter tokens(String outcome) {
        return Counter.builder("latchkey.leak.github.tokens")
                .description("Tokens in the batches that were handled, by what became of their keys")
                .tag("outcome", outcome)
                .register(metrics);
    }

    private static String text(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }
}
