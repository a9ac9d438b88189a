package dev.latchkey.audit;

import java.util.concurrent.CompletionStage;

/** Room in a buffer for one event. */
final class Room implements Reservation {

    private final UsageBuffer buffer;
    private final Wakeup wakeup;
    private final int bytes;

    Room(UsageBuffer buffer, Wakeup wakeup, int bytes) {
        this.buffer = buffer;
        this.wakeup = wakeup;
        this.bytes = bytes;
    }

    @Override
    public CompletionStage<Void> record(UsageEvent event) {
        var kept = buffer.add(event, bytes);
        wakeup.wake();
        return kept;
    }

    @Override
    public void release() {
        buffer.release(bytes);
        if (buffer.isFinished()) {
            wakeup.wake();
        }
    }
}
