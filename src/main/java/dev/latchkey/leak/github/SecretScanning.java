package dev.latchkey.leak.github;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.id.TypeId;
import dev.latchkey.key.FoundTokens;
import dev.latchkey.key.FoundTokens.Action;
import dev.latchkey.key.FoundTokens.Found;
import dev.latchkey.key.FoundTokens.Outcome;
import dev.latchkey.key.FoundTokens.Result;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** Handles batches of secret scanning: checks who sent them, and does what is to be done about each key, once. */
@ApplicationScoped
class SecretScanning {

    private static final Logger LOG = Logger.getLogger(SecretScanning.class);
    private static final String RETRY_WHEN_BUSY_SECONDS = "1";

    private final GithubConfig config;
    private final GithubKeys keys;
    private final HandledBatches handled;
    private final FoundTokens tokens;
    private final ScanningMetrics metrics;
    private final MatchReader reader;
    private final InstantSource clock = InstantSource.system();
    private final AtomicInteger running = new AtomicInteger();

    SecretScanning(
            GithubConfig config,
            GithubKeys keys,
            HandledBatches handled,
            FoundTokens tokens,
            ScanningMetrics metrics,
            ObjectMapper json) {
        this.config = config;
        this.keys = keys;
        this.handled = handled;
        this.tokens = tokens;
        this.metrics = metrics;
        reader = new MatchReader(json, config.maxTokens());
    }

    /** Handles a batch; fails with a problem, and then nothing was done. */
    Uni<List<Feedback>> handle(BatchSignature signature, byte[] body) {
        if (running.incrementAndGet() > config.maxBatches()) {
            running.decrementAndGet();
            return Uni.createFrom().failure(unavailable("Too many batches at once.", RETRY_WHEN_BUSY_SECONDS));
        }
        // Keys come from whoever has fetched them; a database session belongs to the context of its request.
        var here = Vertx.currentContext();
        return Uni.createFrom()
                .deferred(() -> keys.find(signature.keyId()))
                .emitOn(task -> here.runOnContext(back -> task.run()))
                .onFailure(FetchedKeys.Unavailable.class)
                .transform(failure -> cannotCheck())
                .map(key -> key.orElseThrow(BatchSignature::unknownKey))
                .chain(key -> read(here, signature, key, body))
                .chain(matches -> handle(matches, body))
                .onTermination()
                .invoke(running::decrementAndGet);
    }

    /** Not on the event loop: the signature takes a fraction of a millisecond, a large body some more. */
    private Uni<List<Match>> read(Context here, BatchSignature signature, SigningKey key, byte[] body) {
        return Uni.createFrom()
                .completionStage(() -> here.executeBlocking(
                                () -> {
                                    signature.check(key, body);
                                    return reader.read(body);
                                },
                                false)
                        .toCompletionStage());
    }

    private Uni<List<Feedback>> handle(List<Match> matches, byte[] body) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var found = matches.stream()
                .map(match -> new Found(match.token(), match.place()))
                .toList();
        return tokens.handle(found, action(), () -> handled.add(Sha256.of(body), now), now)
                .invoke(results -> tell(matches, results))
                .map(results -> matches.stream()
                        .map(match -> Feedback.of(match, results.containsKey(match.token())))
                        .toList());
    }

    private Action action() {
        return switch (config.action()) {
            case REVOKE -> Action.REVOKE;
            case NOTIFY -> Action.NOTE;
        };
    }

    private void tell(List<Match> matches, Map<String, Result> results) {
        metrics.count(matches, results);
        var told = new HashSet<Result>();
        for (var result : results.values()) {
            if (told.add(result)) {
                tell(TypeId.API_KEY.format(result.apiKeyId()), result.outcome());
            }
        }
    }

    private static void tell(String apiKeyId, Outcome outcome) {
        switch (outcome) {
            case REVOKED -> LOG.warnf("%s was found by GitHub secret scanning and is revoked for good", apiKeyId);
            case NOTED -> LOG.warnf("%s was found by GitHub secret scanning and goes on working", apiKeyId);
            case KNOWN, RETIRED -> LOG.infof("%s was found by GitHub secret scanning, which changes nothing", apiKeyId);
        }
    }

    private RuntimeException cannotCheck() {
        var seconds = Math.max(1, config.fetch().atMostEvery().toSeconds());
        return unavailable("GitHub's public keys cannot be fetched at the moment. Try again.", String.valueOf(seconds));
    }

    private static RuntimeException unavailable(String detail, String retryAfterSeconds) {
        return Problem.of(ProblemType.UNAVAILABLE, detail)
                .withHeader("Retry-After", retryAfterSeconds)
                .asException();
    }
}
