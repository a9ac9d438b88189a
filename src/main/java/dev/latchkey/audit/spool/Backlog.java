package dev.latchkey.audit.spool;

import dev.latchkey.audit.spool.SpoolBatch.Mark;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What is in the log and not acknowledged: archives, then the older window, then the newer. Its lock is held while
 * records are read and while files are let go, so that none is reused under a reader; appends never take it.
 */
final class Backlog {

    private final Storage storage;
    private final Layout layout;
    private final Appender appender;
    private final Checkpoint checkpoint;
    private final Health health;
    private final Deque<Archive> archives;
    private final Tally tally;
    private volatile long archivedBytes;

    Backlog(
            Storage storage,
            Layout layout,
            Appender appender,
            Checkpoint checkpoint,
            Health health,
            Recovery recovered) {
        this.storage = storage;
        this.layout = layout;
        this.appender = appender;
        this.checkpoint = checkpoint;
        this.health = health;
        archives = new ArrayDeque<>(recovered.archives());
        archivedBytes = archives.stream().mapToLong(Archive::size).sum();
        tally = new Tally(recovered, appender);
    }

    Tally tally() {
        return tally;
    }

    synchronized SpoolBatch read(int maxRecords) throws IOException {
        var begin = tally.acknowledged();
        var reading = new Reading(layout, begin, maxRecords);
        for (var archive : archives) {
            if (reading.wants(end(archive))) {
                readArchive(archive, reading);
            }
        }
        // Windows that are begun meanwhile are for the next time.
        long end = appender.end();
        long active = layout.indexBefore(end);
        if (!appender.isFree(active - 1)) {
            var older = appender.window(active - 1);
            reading.take(older.mapping(), older.index(), older.end());
        }
        var newer = appender.window(active);
        reading.take(newer.mapping(), newer.index(), newer.index() == active ? end : newer.end());
        return reading.batch();
    }

    /** Takes note of a batch that is safe elsewhere; true when a file is all acknowledged by that. */
    synchronized boolean acknowledge(SpoolBatch batch) {
        if (tally.acknowledge(batch)) {
            try {
                checkpoint.write(batch.end());
            } catch (IOException e) {
                health.suffers("The usage spool cannot note what is stored, and would deliver it again: " + e);
            }
        }
        return isFirstArchiveBefore(batch.end()) || isOlderWindowBefore(batch.end());
    }

    /** Removes archives and frees the older window when they are acknowledged, once the checkpoint is durable. */
    void release() throws IOException {
        var mark = checkpoint.force();
        synchronized (this) {
            while (isFirstArchiveBefore(mark)) {
                storage.delete(archives.getFirst().name());
                archivedBytes -= archives.removeFirst().size();
            }
            if (isOlderWindowBefore(mark)) {
                free(appender.active() - 1);
            }
        }
    }

    /** Puts a finished copy of the older window in its place and frees the window. */
    synchronized void archived(String copy, long older, Archive archive) throws IOException {
        storage.rename(copy, archive.name());
        storage.forceFolder();
        archives.addLast(archive);
        archivedBytes += archive.size();
        free(older);
    }

    /** The bytes of everything in which a record is pending; a window counts in full until it is free. */
    long usedBytes() {
        if (tally.pending() == 0) {
            return archivedBytes;
        }
        long end = appender.end();
        long older = appender.isFree(layout.indexBefore(end) - 1) ? 0 : layout.windowSize();
        return archivedBytes + older + layout.offsetOf(end);
    }

    private boolean isFirstArchiveBefore(Mark mark) {
        return !archives.isEmpty() && end(archives.getFirst()) <= mark.position();
    }

    private boolean isOlderWindowBefore(Mark mark) {
        long older = appender.active() - 1;
        return !appender.isFree(older) && appender.window(older).end() <= mark.position();
    }

    private void free(long older) {
        appender.window(older).touch();
        appender.free(older);
    }

    private long end(Archive archive) {
        return layout.start(archive.index()) + archive.size();
    }

    private void readArchive(Archive archive, Reading reading) throws IOException {
        try (var file = storage.open(archive.name())) {
            reading.take(file, archive.index(), end(archive));
        } catch (NoSuchFileException e) {
            // Somebody removed it, and its records with it: the sequence numbers of those that follow tell how many.
            return;
        }
    }
}
