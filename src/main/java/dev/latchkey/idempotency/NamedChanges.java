package dev.latchkey.idempotency;

import dev.latchkey.id.UuidV7;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;

/** Makes a named change and keeps its answer, both in the transaction that is open, or finds the answer kept. */
@ApplicationScoped
class NamedChanges {

    private static final Logger LOG = Logger.getLogger(NamedChanges.class);

    private static final Set<Integer> LASTING = Set.of(404, 409, 412);

    private final KeptAnswers answers;
    private final AnswerFormat format;
    private final KeyQuota quota;
    private final IdempotencyMetrics metrics;
    private final Duration confirmWithin;
    private final InstantSource clock = InstantSource.system();

    NamedChanges(
            KeptAnswers answers,
            AnswerFormat format,
            KeyQuota quota,
            IdempotencyMetrics metrics,
            IdempotencyConfig config) {
        this.answers = answers;
        this.format = format;
        this.quota = quota;
        this.metrics = metrics;
        confirmWithin = config.confirmWithin();
    }

    /** Makes the change, unless it was made: what to answer once the transaction is committed. */
    <T> Uni<Answer<T>> make(NamedRequest request, Supplier<Uni<Outcome<T>>> change) {
        return unlessKept(request, now -> make(request, change, now));
    }

    /** Keeps a refusal of a change that was rolled back, unless another request was quicker and is the one to answer. */
    <T> Uni<Answer<T>> refuse(NamedRequest request, Throwable refusal) {
        return unlessKept(request, now -> {
            var kept = answers.answerTo(request, now);
            format.keep(((ProblemException) refusal).problem(), kept);
            return answers.add(kept, now)
                    .invoke(metrics.kept::increment)
                    .map(added -> () -> Uni.createFrom().failure(refusal));
        });
    }

    /** Whether a refusal would be the same again: the others are mended by the client, or pass. */
    static boolean isLasting(Throwable failure) {
        return failure instanceof ProblemException refusal
                && LASTING.contains(refusal.problem().type().status());
    }

    private <T> Uni<Answer<T>> unlessKept(NamedRequest request, Function<Instant, Uni<Answer<T>>> otherwise) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return answers.lock(request)
                .invoke(locked -> {
                    if (!locked) {
                        throw new Turn.Taken();
                    }
                })
                .chain(() -> answers.find(request, now))
                .chain(kept -> kept.isPresent()
                        ? Uni.createFrom().item(this.<T>replay(request, kept.get(), now))
                        : otherwise.apply(now));
    }

    private <T> Answer<T> replay(NamedRequest request, KeptAnswer kept, Instant now) {
        if (!request.asksFor(kept.fingerprint)) {
            metrics.reused.increment();
            throw Problem.of(
                            ProblemType.IDEMPOTENCY_KEY_REUSED,
                            "This Idempotency-Key was used for another request. Use a new one for each.")
                    .asException();
        }
        if (kept.pending && kept.id.compareTo(UuidV7.first(now.minus(confirmWithin))) >= 0) {
            throw new Turn.Taken();
        }
        // Whoever was to say more has died: what was known at the commit is the answer from now on.
        kept.pending = false;
        metrics.replayed.increment();
        return () -> Uni.createFrom().item(kept.replay());
    }

    private <T> Uni<Answer<T>> make(NamedRequest request, Supplier<Uni<Outcome<T>>> change, Instant now) {
        quota.take(request.owner().organizationId());
        var kept = answers.answerTo(request, now);
        return Uni.createFrom().deferred(change::get).chain(outcome -> {
            format.keep(outcome.known(), kept);
            kept.pending = outcome.confirmed().isPresent();
            return answers.add(kept, now).invoke(metrics.kept::increment).map(added -> () -> confirm(kept, outcome));
        });
    }

    /** The final answer, which replaces what was kept; if there is none, what was kept is final. */
    private <T> Uni<RestResponse<T>> confirm(KeptAnswer kept, Outcome<T> outcome) {
        if (!kept.pending) {
            return outcome.answer();
        }
        return outcome.answer()
                .call(answer -> {
                    var settled = new KeptAnswer();
                    format.keep(answer, settled);
                    return settle(kept, settled.body);
                })
                .onFailure()
                .call(() -> settle(kept, kept.body));
    }

    private Uni<Integer> settle(KeptAnswer kept, String body) {
        return answers.settle(kept.id, body).onFailure().recoverWithItem(failure -> {
            LOG.warnf("A final answer cannot be kept now, so that a replay has what was known before: %s", failure);
            return 0;
        });
    }
}
