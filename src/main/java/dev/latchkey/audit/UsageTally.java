package dev.latchkey.audit;

import java.util.concurrent.atomic.LongAdder;

/** What has become of events, since the process began. */
final class UsageTally {

    final LongAdder stored = new LongAdder();
    final LongAdder deadLettered = new LongAdder();
    /** Of requests that were answered: lost, as the operator chose. */
    final LongAdder dropped = new LongAdder();
    /** Requests that were refused for want of room. */
    final LongAdder refused = new LongAdder();

    /** Events in the spools of replicas that died, which could not be read. */
    final LongAdder damaged = new LongAdder();

    private final LongAdder adopted = new LongAdder();

    /** A batch has left the buffer. */
    void written(int all, int refused) {
        stored.add(all - refused);
        deadLettered.add(refused);
    }

    /** A batch of a replica that died has left its spool. */
    void writtenForAnother(int all, int refused) {
        adopted.add(all);
        written(all, refused);
    }

    /** Events of replicas that died, which this one has written for them. */
    long adopted() {
        return adopted.sum();
    }
}
