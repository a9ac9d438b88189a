package dev.latchkey.audit.spool;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps room in the log: lets go of what is acknowledged, and copies the older window into an archive when its file
 * will be needed soon. Once a second it also makes the checkpoint durable and sees whether the files are still there.
 */
final class Keeper implements Runnable {

    private static final String COPY = "archive.new";
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final Storage storage;
    private final Layout layout;
    private final Appender appender;
    private final Backlog backlog;
    private final Health health;
    private volatile boolean stopped;

    Keeper(Storage storage, Layout layout, Appender appender, Backlog backlog, Health health) {
        this.storage = storage;
        this.layout = layout;
        this.appender = appender;
        this.backlog = backlog;
        this.health = health;
    }

    @Override
    public void run() {
        while (!stopped) {
            tidy();
            LockSupport.parkNanos(this, PAUSE);
        }
    }

    void stop() {
        stopped = true;
    }

    void tidy() {
        try {
            checkFiles();
            backlog.release();
            if (isOlderWindowInTheWay()) {
                archive(appender.active() - 1);
            }
            health.recovers();
        } catch (IOException | RuntimeException e) {
            health.suffers("The usage spool cannot tidy its files and goes on with the room it has: " + e);
        } catch (InternalError e) {
            // A fault in a mapped page: the disk is failing, or somebody has cut the file.
            health.breaks("The files of the usage spool cannot be read any more: " + e);
        }
    }

    /** What is mapped can still be read and delivered then, but after a crash nobody would find it. */
    private void checkFiles() {
        if (!appender.window(0).mapping().isInPlace()
                || !appender.window(1).mapping().isInPlace()) {
            health.breaks("The files of the usage spool were removed or replaced while it was running; start it again");
        }
    }

    private boolean isOlderWindowInTheWay() {
        return !health.isBroken()
                && !appender.isClosed()
                && !appender.isFree(appender.active() - 1)
                && layout.offsetOf(appender.end()) >= layout.windowSize() / 2;
    }

    /** Nobody else frees the window, so it stays as it is while it is copied, and readers need not wait. */
    private void archive(long older) throws IOException {
        var window = appender.window(older);
        var archive = new Archive(window.index(), (int) (window.end() - layout.start(window.index())));
        try (var copy = storage.create(COPY)) {
            copy.write(window.mapping().bytes().duplicate().limit(archive.size()), 0);
            copy.force();
        } catch (IOException e) {
            giveBack(e);
            throw e;
        }
        backlog.archived(COPY, older, archive);
    }

    /** A part of a copy is of no use, and its room may be what is missing. */
    private void giveBack(IOException failure) {
        try {
            storage.delete(COPY);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
