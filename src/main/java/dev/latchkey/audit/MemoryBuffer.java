package dev.latchkey.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Holds events in memory: either they may be lost with the process, or nobody is answered before they are stored. */
final class MemoryBuffer implements UsageBuffer {

    private final int capacity;
    private final boolean answersWait;
    private final Queue<Waiting> events = new ConcurrentLinkedQueue<>();
    // Reserved, held, and taken but not yet acknowledged.
    private final AtomicLong used = new AtomicLong();
    private final AtomicLong held = new AtomicLong();
    private final LongAdder accepted = new LongAdder();
    private volatile boolean closed;

    private record Waiting(UsageEvent event, CompletableFuture<Void> stored) {}

    /**
     * @param capacity the most events
     * @param answersWait whether an added event is safe only once it is acknowledged
     */
    MemoryBuffer(int capacity, boolean answersWait) {
        this.capacity = capacity;
        this.answersWait = answersWait;
    }

    @Override
    public boolean reserve(int bytes) {
        if (used.incrementAndGet() <= capacity && !closed) {
            return true;
        }
        used.decrementAndGet();
        return false;
    }

    @Override
    public void release(int bytes) {
        used.decrementAndGet();
    }

    @Override
    public CompletionStage<Void> add(UsageEvent event, int reservedBytes) {
        accepted.increment();
        held.incrementAndGet();
        var stored = answersWait ? new CompletableFuture<Void>() : null;
        events.add(new Waiting(event, stored));
        return answersWait ? stored : Reservation.KEPT;
    }

    @Override
    public UsageBatch take(int max) {
        var taken = new ArrayList<Waiting>();
        for (Waiting next; taken.size() < max && (next = events.poll()) != null; ) {
            taken.add(next);
        }
        return new UsageBatch(taken.stream().map(Waiting::event).toList(), taken);
    }

    @Override
    public void acknowledge(UsageBatch batch) {
        int count = batch.events().size();
        held.addAndGet(-count);
        used.addAndGet(-count);
        if (answersWait) {
            ((List<?>) batch.origin())
                    .forEach(waiting -> ((Waiting) waiting).stored().complete(null));
        }
    }

    @Override
    public boolean hasEvents() {
        return !events.isEmpty();
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public boolean isFinished() {
        return closed && used.get() == 0;
    }

    @Override
    public void dispose() {
        closed = true;
        if (answersWait) {
            events.forEach(waiting ->
                    waiting.stored().completeExceptionally(new IllegalStateException("The service has stopped")));
        }
    }

    @Override
    public boolean isFull() {
        return used.get() >= capacity;
    }

    @Override
    public Optional<String> problem() {
        return Optional.empty();
    }

    @Override
    public UsageBufferState state() {
        long now = held.get();
        return new UsageBufferState(accepted.sum(), 0, now, Math.max(0, used.get() - now), 0, 0);
    }
}
