package dev.latchkey.key.feed;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One question at a time: whoever asks meanwhile is answered by one more after it. */
final class Turns {

    private final CompletableFuture<Void> idle = new CompletableFuture<>();

    // Guarded by this.
    private boolean taken;
    private boolean wanted;
    private boolean finished;

    /** Asks for a turn. Says whether it begins now. */
    synchronized boolean take() {
        wanted = true;
        if (taken || finished) {
            return false;
        }
        taken = true;
        return true;
    }

    /** The question is being asked: whoever comes from now on has not been heard. */
    synchronized void begin() {
        wanted = false;
    }

    /**
     * The question is answered. Says whether another one is to be asked.
     *
     * @param more whether the answer itself asks for one
     */
    synchronized boolean next(boolean more) {
        if (!finished && (more || wanted)) {
            return true;
        }
        giveBack();
        return false;
    }

    /** The question has failed, and who has asked meanwhile need not try again at once. */
    synchronized void giveUp() {
        giveBack();
    }

    /** Nobody gets a turn any more. Completes when none is left. */
    synchronized CompletionStage<Void> finish() {
        finished = true;
        if (!taken) {
            idle.complete(null);
        }
        return idle;
    }

    private void giveBack() {
        taken = false;
        if (finished) {
            idle.complete(null);
        }
    }
}
