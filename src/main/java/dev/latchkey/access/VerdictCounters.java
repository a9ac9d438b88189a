package dev.latchkey.access;

import dev.latchkey.key.Verdict;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/** Counts verdicts by kind. */
@ApplicationScoped
class VerdictCounters {

    private final LongAdder granted = new LongAdder();
    private final LongAdder[] refused = adders(Verdict.Reason.values().length);
    private final LongAdder[] unproven = adders(Verdict.Unproven.values().length);

    void count(Verdict verdict) {
        if (verdict instanceof Verdict.Granted) {
            granted.increment();
        } else if (verdict instanceof Verdict.Refused refusal) {
            refused[refusal.reason().ordinal()].increment();
        } else {
            unproven[((Verdict.Unproven) verdict).ordinal()].increment();
        }
    }

    void start(@Observes StartupEvent started, MeterRegistry metrics) {
        register(metrics, "granted", granted);
        for (var reason : Verdict.Reason.values()) {
            register(metrics, reason.name(), refused[reason.ordinal()]);
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
