package dev.latchkey.key.feed;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/**
 * Follows the changes to keys. It asks what changed, has that forgotten, and asks again, which confirms it. An answer
 * after which nothing is left to ask is the proof that what is cached is true. One question is under way at a time.
 */
public final class KeyFeed {

    private static final Logger LOG = Logger.getLogger(KeyFeed.class);

    private final ChangeLog log;
    private final Freshness freshness;
    private final Renewal renewal;
    private final Turns turns = new Turns();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final LongAdder changes = new LongAdder();
    private final LongAdder failures = new LongAdder();

    // Of the one question under way.
    private Optional<Long> confirmed = Optional.empty();
    private Optional<Freshness.Proof> before = Optional.empty();
    private boolean failedBefore;

    /** What is told of changes. It has forgotten when it returns. */
    public interface Listener {

        /** Nothing that was known of these secrets is true, nor what is being read of them now. */
        void forget(List<byte[]> digests);

        /** The same of all secrets of these organizations. */
        void forgetOrganizations(Set<UUID> organizations);

        /** Changes were missed. */
        void forgetAll();
    }

    KeyFeed(ChangeLog log, Freshness freshness, Duration renewWithin) {
        this.log = log;
        this.freshness = freshness;
        renewal = new Renewal(renewWithin);
    }

    /** Tells a listener from now on; it knows nothing yet that could have changed. */
    public void tell(Listener listener) {
        listeners.add(listener);
    }

    /** Has at once forgotten what a notification names; the answer confirms it. */
    void heard(List<byte[]> digests) {
        listeners.forEach(listener -> listener.forget(digests));
        ask();
    }

    /** Asks what changed, now or as soon as the question under way is answered. */
    public void ask() {
        if (turns.take()) {
            askOnce();
        }
    }

    /** Tries for a new proof, once for all who want one meanwhile. Completes when it is there or is not to be had. */
    public CompletionStage<Void> renew() {
        var shared = renewal.join();
        ask();
        return shared.exceptionally(late -> {
            freshness.outageBegins();
            return null;
        });
    }

    /** Asks nothing more. Completes when no question is under way. */
    CompletionStage<Void> finish() {
        return turns.finish();
    }

    /** How many changes were learned of. */
    public long changes() {
        return changes.sum();
    }

    /** How many questions were not answered. */
    public long failures() {
        return failures.sum();
    }

    private void askOnce() {
        turns.begin();
        var proof = freshness.begin();
        log.after(confirmed).subscribe().with(found -> answered(proof, found), this::failed);
    }

    private void answered(Freshness.Proof proof, ChangeLog.Changes found) {
        try {
            boolean more = apply(found);
            // A replica that was away too long has only come back by this: receipts did not count on it before.
            boolean counted = before.filter(Freshness.Proof::isWithinLease).isPresent();
            before = Optional.of(proof);
            if (found.head() == confirmed.orElseThrow() && counted && proof.succeeds()) {
                LOG.info("The changes to keys are known again");
            }
            if (freshness.state() == Freshness.State.PROVEN) {
                renewal.end();
            }
            failedBefore = false;
            if (turns.next(more || !counted)) {
                askOnce();
            }
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    /** Says whether there is something to confirm, or more to read. */
    private boolean apply(ChangeLog.Changes found) {
        if (confirmed.filter(found::follow).isEmpty()) {
            listeners.forEach(Listener::forgetAll);
            confirmed = Optional.of(found.head());
            return true;
        }
        listeners.forEach(found::tell);
        changes.add(found.list().size());
        confirmed = confirmed.map(found::last);
        return !found.list().isEmpty();
    }

    private void failed(Throwable failure) {
        failures.increment();
        // The first time perhaps only this connection is gone, or the question is older than a pause of this process.
        boolean again = !failedBefore;
        failedBefore = true;
        if (again) {
            if (turns.next(true)) {
                askOnce();
            }
            return;
        }
        if (freshness.outageBegins()) {
            LOG.warnf(
                    "The changes to keys cannot be read; what is cached is used for %s: %s",
                    freshness.lease(), failure);
        }
        renewal.end();
        // Whoever keeps the time asks again.
        turns.giveUp();
    }
}
