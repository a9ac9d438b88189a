package dev.latchkey.access;

import dev.latchkey.audit.attempts.AttemptReason;
import dev.latchkey.audit.attempts.FailedAttempts;
import dev.latchkey.key.Verdict;
import dev.latchkey.problem.ProblemType;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/** Counts verdicts by kind, and failed attempts by where they come from. */
@ApplicationScoped
class VerdictCounters {

    private static final Set<ProblemType> RESTRICTIONS = EnumSet.of(
            ProblemType.ADDRESS_NOT_ALLOWED,
            ProblemType.ORIGIN_NOT_ALLOWED,
            ProblemType.RATE_LIMITED,
            ProblemType.SCOPE_MISSING,
            ProblemType.SECRET_KEY_REQUIRED,
            ProblemType.SECRET_KEY_IN_BROWSER);

    private final FailedAttempts attempts;
    private final ClientAddress addresses;
    private final LongAdder granted = new LongAdder();
    private final LongAdder[] refused = adders(Verdict.Reason.values().length);
    private final LongAdder[] unproven = adders(Verdict.Unproven.values().length);

    private final LongAdder[] restricted = adders(ProblemType.values().length);

    VerdictCounters(FailedAttempts attempts, ClientAddress addresses) {
        this.attempts = attempts;
        this.addresses = addresses;
    }

    /** A request without a token that could be checked. */
    void count(KeyHeader.Read read, HttpServerRequest request) {
        count(Verdict.Unproven.MALFORMED);
        read.attempt().ifPresent(reason -> attempts.count(addresses.of(request), reason));
    }

    /** A token was checked. */
    void count(Verdict verdict, HttpServerRequest request) {
        count(verdict);
        if (verdict == Verdict.Unproven.UNKNOWN) {
            attempts.count(addresses.of(request), AttemptReason.UNKNOWN);
        }
    }

    private void count(Verdict verdict) {
        if (verdict instanceof Verdict.Granted) {
            granted.increment();
        } else if (verdict instanceof Verdict.Refused refusal) {
            refused[refusal.reason().ordinal()].increment();
        } else {
            unproven[((Verdict.Unproven) verdict).ordinal()].increment();
        }
    }

    /** A request that its key is too limited for; what its route finds comes later, and is counted beside {@code granted}. */
    void countRestricted(ProblemType why) {
        if (why == ProblemType.CANNOT_CHECK) {
            count(Verdict.Unproven.CANNOT_CHECK);
        } else {
            restricted[why.ordinal()].increment();
        }
    }

    void start(@Observes StartupEvent started, MeterRegistry metrics) {
        register(metrics, "granted", granted);
        for (var reason : Verdict.Reason.values()) {
            register(metrics, reason.name(), refused[reason.ordinal()]);
        }
        for (var why : RESTRICTIONS) {
            register(metrics, why.name(), restricted[why.ordinal()]);
        }
        for (var kind : Verdict.Unproven.values()) {
            register(metrics, kind.name(), unproven[kind.ordinal()]);
        }
    }

    private static void register(MeterRegistry metrics, String verdict, LongAdder count) {
        FunctionCounter.builder("latchkey.verdicts", count, LongAdder::sum)
                .description("Requests by the verdict on their key")
                .tag("verdict", verdict.toLowerCase(Locale.ROOT))
                .register(metrics);
    }

    private static LongAdder[] adders(int count) {
        var adders = new LongAdder[count];
        java.util.Arrays.setAll(adders, i -> new LongAdder());
        return adders;
    }
}
