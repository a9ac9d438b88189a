package dev.latchkey.audit.spool;

import java.util.concurrent.CompletionStage;

/** What a spool does on threads of its own. */
final class Background {

    private final Keeper keeper;
    private final Forcer forcer;
    private final Worker keeping;
    private final Worker forcing = new Worker("spool-forcer");

    Background(Keeper keeper, Worker keeping, Forcer forcer) {
        this.keeper = keeper;
        this.keeping = keeping;
        this.forcer = forcer;
    }

    void start() {
        keeping.start(keeper);
        forcing.start(forcer);
    }

    /** Waits until both are done with what they do now. */
    void stop() {
        keeper.stop();
        keeping.join();
        forcer.stop();
        forcing.join();
    }

    void tidySoon() {
        keeping.wake();
    }

    CompletionStage<Void> force(long position) {
        return forcer.await(position, forcing::wake);
    }

    /** Everything at once, on this thread, for tests that leave nothing to chance. */
    void runOnce() {
        keeper.tidy();
        forcer.force();
    }
}
