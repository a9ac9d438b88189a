package dev.latchkey.audit;

import dev.latchkey.audit.UsageHistory.Part;
import dev.latchkey.caller.Caller;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Looks back through a range for rows that match, however rare they are: reads ever larger parts of it until it has
 * enough rows, or has come to the end of the range, or its time is over. What it found then is a short page whose cursor
 * goes on where the search stopped. So every page costs about the same, and no filter needs an index of its own.
 */
final class UsageSearch {

    private static final int FIRST_PART = 500;
    private static final int LARGEST_PART = 2_000;
    private static final int GROWTH = 2;

    private final UsageHistory history;
    private final Caller owner;
    private final UsageFilter filter;
    private final int limit;
    private final long deadline;
    private final List<UsageLogView> found = new ArrayList<>();

    private UsageSearch(UsageHistory history, Caller owner, UsageFilter filter, int limit, Duration budget) {
        this.history = history;
        this.owner = owner;
        this.filter = filter;
        this.limit = limit;
        deadline = System.nanoTime() + budget.toNanos();
    }

    /** Finds the next rows before an id; the first part is read whatever the budget. */
    static Uni<Part> page(
            UsageHistory history, Caller owner, UsageFilter filter, Optional<UUID> before, int limit, Duration budget) {
        return Uni.createFrom()
                .deferred(() -> new UsageSearch(history, owner, filter, limit, budget).from(before, FIRST_PART));
    }

    private Uni<Part> from(Optional<UUID> before, int size) {
        long began = System.nanoTime();
        return history.part(owner, filter, before, limit - found.size(), size).chain(part -> {
            found.addAll(part.rows());
            long now = System.nanoTime();
            return found.size() == limit || part.next().isEmpty() || now >= deadline
                    ? Uni.createFrom().item(new Part(List.copyOf(found), part.next()))
                    : from(part.next(), nextSize(size, now - began, deadline - now));
        });
    }

    /** As much as can be read in the time that is left. */
    private static int nextSize(int size, long took, long left) {
        double affordable = (double) size * left / Math.max(1, took);
        return (int) Math.max(FIRST_PART, Math.min(affordable, Math.min((long) size * GROWTH, LARGEST_PART)));
    }
}
