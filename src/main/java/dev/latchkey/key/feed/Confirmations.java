package dev.latchkey.key.feed;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Waits until the replicas have confirmed changes: one question at a time, for all who wait. */
public final class Confirmations {

    private static final Duration EVERY = Duration.ofMillis(5);
    private static final Duration ROUNDING_UP = Duration.ofNanos(999_999);

    private final Supplier<Uni<Standing>> source;
    private final Duration silence;
    private final long patience;
    private final LongSupplier nanos;
    private final ConcurrentLinkedQueue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean asking = new AtomicBoolean();

    /**
     * Where the replicas stand.
     *
     * @param now the database's time, at which all of this was so
     * @param head the last change there is
     */
    record Standing(Instant now, long head, List<Replica> replicas) {}

    /**
     * A replica that may be deciding about keys.
     *
     * @param confirmed the last change that it goes by
     * @param silent for how long Postgres has not heard of it
     * @param lease for how long it goes by what it knows without word from Postgres
     */
    record Replica(OptionalLong confirmed, Duration silent, Duration lease) {

        boolean knows(long change) {
            return confirmed.isPresent() && confirmed.getAsLong() >= change;
        }
    }

    /**
     * @param silence how long a replica must be silent not to be waited for
     * @param patience how long is waited before those who have not confirmed are called outstanding
     */
    Confirmations(Supplier<Uni<Standing>> source, Duration silence, Duration patience, LongSupplier nanos) {
        this.source = source;
        this.silence = silence;
        this.patience = patience.toNanos();
        this.nanos = nanos;
    }

    /** Waits for the confirmation of all that is committed by now; fails when Postgres cannot be asked. */
    public Uni<Receipt> ofEverythingSoFar() {
        var mine = new Waiting(nanos.getAsLong() + patience);
        return Uni.createFrom().completionStage(() -> {
            waiting.add(mine);
            askUnlessAsking();
            return mine.receipt;
        });
    }

    private void askUnlessAsking() {
        if (!waiting.isEmpty() && asking.compareAndSet(false, true)) {
            // Who comes later than this may not be told by the answer what was committed before it came.
            var askers = List.copyOf(waiting);
            source.get().subscribe().with(standing -> answered(askers, standing), failure -> failed(askers, failure));
        }
    }

    private void answered(List<Waiting> askers, Standing standing) {
        askers.stream().filter(asker -> asker.isSettledBy(standing)).forEach(waiting::remove);
        if (waiting.isEmpty()) {
            askNext();
        } else {
            Uni.createFrom().voidItem().onItem().delayIt().by(EVERY).subscribe().with(later -> askNext());
        }
    }

    private void failed(List<Waiting> askers, Throwable failure) {
        askers.forEach(asker -> asker.receipt.completeExceptionally(failure));
        waiting.removeAll(askers);
        askNext();
    }

    private void askNext() {
        asking.set(false);
        askUnlessAsking();
    }

    private final class Waiting {

        private final long deadline;
        private final CompletableFuture<Receipt> receipt = new CompletableFuture<>();
        private OptionalLong change = OptionalLong.empty();

        Waiting(long deadline) {
            this.deadline = deadline;
        }

        boolean isSettledBy(Standing standing) {
            if (change.isEmpty()) {
                change = OptionalLong.of(standing.head());
            }
            var outstanding = standing.replicas().stream()
                    .filter(replica -> !replica.knows(change.getAsLong()))
                    .toList();
            boolean hopeful =
                    outstanding.stream().anyMatch(replica -> replica.silent().compareTo(silence) < 0);
            if (hopeful && nanos.getAsLong() < deadline) {
                return false;
            }
            // One that asked just before the change was committed has until then, and its lease.
            var longest = outstanding.stream()
                    .map(Replica::lease)
                    .max(Duration::compareTo)
                    .orElse(Duration.ZERO);
            var effectiveBy = standing.now().plus(longest).plus(ROUNDING_UP).truncatedTo(ChronoUnit.MILLIS);
            int confirmed = standing.replicas().size() - outstanding.size();
            return receipt.complete(new Receipt(effectiveBy, confirmed, outstanding.size()));
        }
    }
}
