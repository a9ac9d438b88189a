package dev.latchkey.audit.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Holds payloads in files until they are safe elsewhere. Room is reserved first, so that appending never fails and
 * never waits; what was appended outlives the process, and what is {@link #durable} a loss of power. One thread at a
 * time reads and acknowledges; everything else may be called by any.
 */
public final class Spool implements AutoCloseable {

    private final SpoolSettings settings;
    private final boolean adopted;
    private final Storage storage;
    private final Checkpoint checkpoint;
    private final Health health = new Health();
    private final Appender appender;
    private final Backlog backlog;
    private final Room room;
    final Background background;
    private boolean ended;

    /** Recovers what the folder holds; nothing runs in the background yet. */
    Spool(Storage storage, SpoolSettings settings, boolean adopted) throws IOException {
        this.settings = settings;
        this.storage = storage;
        this.adopted = adopted;
        var layout = WindowFiles.layout(storage, settings);
        WindowFiles.prepare(storage, layout.windowSize());
        checkpoint = new Checkpoint(storage);
        var recovered = Recovery.of(storage, layout, checkpoint);
        var keeping = new Worker("spool-keeper");
        appender = new Appender(layout, WindowFiles.map(storage, layout, recovered), recovered, keeping::wake);
        backlog = new Backlog(storage, layout, appender, checkpoint, health, recovered);
        room = new Room(layout, appender, backlog, health, settings.limit());
        var keeper = new Keeper(storage, layout, appender, backlog, health);
        background = new Background(keeper, keeping, new Forcer(layout, appender, health, settings.fsync()));
        if (adopted) {
            appender.close();
        }
        keeper.tidy();
    }

    /** Opens the spool of a replica, or makes it; it is this process's alone until it is closed. */
    public static Spool open(Path base, String replica, SpoolSettings settings) throws SpoolException {
        var folder = FolderLock.folder(base, replica);
        try {
            return open(FolderLock.create(folder).orElseThrow(() -> new SpoolInUseException(folder)), settings, false);
        } catch (IOException e) {
            throw new SpoolException("Cannot use " + folder + " for the usage spool", e);
        }
    }

    static Spool open(FolderLock lock, SpoolSettings settings, boolean adopted) throws IOException {
        try {
            var spool = new Spool(new DiskStorage(lock), settings, adopted);
            spool.background.start();
            return spool;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Takes room for a payload; false when there is none, or something is wrong that only a new start can mend. */
    public boolean reserve(int payloadBytes) {
        return room.reserve(payloadBytes);
    }

    /** Gives back room that is not needed after all. */
    public void release(int payloadBytes) {
        appender.release(room.size(payloadBytes));
    }

    /** Uses a reservation for a payload that is at most as long, and gives the position after the record. */
    public long append(int reservedPayloadBytes, byte[] payload, int length) {
        return appender.append(payload, length, room.size(reservedPayloadBytes));
    }

    /**
     * Completes when everything before a position survives a loss of power, or fails when that cannot be had. Completes
     * on the thread that does it for everybody: whoever has more to do goes elsewhere first.
     */
    public CompletionStage<Void> durable(long position) {
        return background.force(position);
    }

    /** The oldest records that are not acknowledged; the same again until they are. May wait for the disk. */
    public SpoolBatch read(int maxRecords) throws SpoolException {
        try {
            return backlog.read(maxRecords);
        } catch (IOException e) {
            throw new SpoolException("Cannot read the usage spool", e);
        }
    }

    /** The records of the batch are safe elsewhere and need not be held any more. */
    public void acknowledge(SpoolBatch batch) {
        if (backlog.acknowledge(batch)) {
            background.tidySoon();
        }
    }

    public SpoolCounts counts() {
        return backlog.tally().counts(backlog.usedBytes(), settings.limit());
    }

    public Optional<String> problem() {
        return health.problem();
    }

    /** Whether room for a payload of typical size would be refused now. */
    public boolean isFull() {
        return room.isFull();
    }

    /** Removes the folder of a dead replica when all of it is acknowledged, and closes. */
    public void discard() throws SpoolException {
        if (!adopted || !read(1).isEmpty()) {
            throw new IllegalStateException("Only an adopted spool that is empty may be discarded");
        }
        end(storage::removeFolder);
    }

    /** Gives the folder free. All reservations must be settled: nothing can be appended afterwards. */
    @Override
    public void close() throws SpoolException {
        end(checkpoint::force);
    }

    private synchronized void end(Closeable lastStep) {
        if (ended) {
            return;
        }
        ended = true;
        appender.close();
        background.stop();
        try (storage;
                checkpoint) {
            lastStep.close();
        } catch (IOException e) {
            throw new SpoolException("Cannot close the usage spool as it should be", e);
        }
    }
}
