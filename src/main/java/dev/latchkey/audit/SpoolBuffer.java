package dev.latchkey.audit;

import dev.latchkey.audit.spool.Spool;
import dev.latchkey.audit.spool.SpoolBatch;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/** Holds events in a file, so that they outlive the process. */
final class SpoolBuffer implements UsageBuffer {

    private final Spool spool;
    private final boolean answersWait;
    private final AtomicLong reserved = new AtomicLong();
    private final ThreadLocal<ByteBuf> scratch =
            ThreadLocal.withInitial(() -> Unpooled.wrappedBuffer(new byte[UsageEvent.MAX_BYTES]));
    private volatile boolean closed;

    /** @param answersWait whether an added event is safe only once the disk has it */
    SpoolBuffer(Spool spool, boolean answersWait) {
        this.spool = spool;
        this.answersWait = answersWait;
    }

    @Override
    public boolean reserve(int bytes) {
        // Counted first: a service that stops must see either the closed door or the reservation.
        reserved.incrementAndGet();
        if (!closed && spool.reserve(bytes)) {
            return true;
        }
        reserved.decrementAndGet();
        return false;
    }

    @Override
    public void release(int bytes) {
        spool.release(bytes);
        reserved.decrementAndGet();
    }

    @Override
    public CompletionStage<Void> add(UsageEvent event, int reservedBytes) {
        long position;
        try {
            var bytes = scratch.get();
            position = spool.append(reservedBytes, bytes.array(), UsageEventCodec.encode(event, bytes));
        } catch (RuntimeException e) {
            release(reservedBytes);
            throw e;
        }
        reserved.decrementAndGet();
        return answersWait ? spool.durable(position) : Reservation.KEPT;
    }

    @Override
    public UsageBatch take(int max) {
        var batch = spool.read(max);
        return new UsageBatch(
                batch.payloads().stream().map(UsageEventCodec::decode).toList(), batch);
    }

    @Override
    public void acknowledge(UsageBatch batch) {
        spool.acknowledge((SpoolBatch) batch.origin());
    }

    @Override
    public boolean hasEvents() {
        return spool.counts().pending() > 0;
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public boolean isFinished() {
        return closed && reserved.get() == 0 && !hasEvents();
    }

    @Override
    public void dispose() {
        closed = true;
        spool.close();
    }

    @Override
    public boolean isFull() {
        return spool.isFull();
    }

    @Override
    public Optional<String> problem() {
        return spool.problem();
    }

    @Override
    public UsageBufferState state() {
        var counts = spool.counts();
        return new UsageBufferState(
                counts.recovered() + counts.appended(),
                counts.recovered(),
                counts.pending(),
                reserved.get(),
                counts.lost(),
                counts.usedBytes());
    }
}
