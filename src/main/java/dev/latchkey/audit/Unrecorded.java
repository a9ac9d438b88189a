package dev.latchkey.audit;

import java.util.concurrent.CompletionStage;

/** Stands for room that there is not, where the operator would rather answer than record. */
final class Unrecorded implements Reservation {

    private final UsageTally tally;

    Unrecorded(UsageTally tally) {
        this.tally = tally;
    }

    @Override
    public CompletionStage<Void> record(UsageEvent event) {
        tally.dropped.increment();
        return KEPT;
    }

    @Override
    public void release() {
        // There is nothing to give back.
    }
}
