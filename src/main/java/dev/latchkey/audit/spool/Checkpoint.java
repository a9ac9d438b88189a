package dev.latchkey.audit.spool;

import dev.latchkey.audit.spool.SpoolBatch.Mark;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import java.util.zip.CRC32C;

/** The file that says how far the log is acknowledged: two slots in turn, so that one is always whole. */
final class Checkpoint implements Closeable {

    private static final String NAME = "checkpoint";
    private static final long MAGIC = 0x4C4B_4D41_524B_0001L;
    private static final int NUMBER = 8;
    private static final int POSITION = 16;
    private static final int SEQUENCE = 24;
    private static final int CRC = 32;
    private static final int SLOT = 40;
    // A torn sector spoils one slot only.
    private static final int DISTANCE = 512;
    private static final int SLOTS = 2;

    private final Storage storage;
    private final ByteBuffer slot = ByteBuffer.allocate(SLOT);
    private Storage.StoredFile file;
    private long number;
    private Mark mark = Mark.NONE;
    private boolean written = true;
    private boolean forced;
    private boolean closed;

    Checkpoint(Storage storage) throws IOException {
        this.storage = storage;
        file = storage.names().contains(NAME) ? storage.open(NAME) : storage.create(NAME);
    }

    /** The newest mark that can be read. */
    Optional<Mark> read() throws IOException {
        Optional<Mark> newest = Optional.empty();
        for (int i = 0; i < SLOTS; i++) {
            file.read(slot.clear(), (long) i * DISTANCE);
            if (!slot.hasRemaining() && isWhole() && slot.getLong(NUMBER) > number) {
                number = slot.getLong(NUMBER);
                newest = Optional.of(new Mark(slot.getLong(POSITION), slot.getLong(SEQUENCE)));
            }
        }
        mark = newest.orElse(Mark.NONE);
        return newest;
    }

    /** Leaves no slot with another mark, and none that is damaged. */
    void reset(Mark only) throws IOException {
        for (int i = 0; i < SLOTS; i++) {
            write(only);
        }
        force();
    }

    synchronized void write(Mark next) throws IOException {
        if (closed) {
            throw new IOException("The spool is closed");
        }
        mark = next;
        written = false;
        forced = false;
        number++;
        slot.clear()
                .putLong(0, MAGIC)
                .putLong(NUMBER, number)
                .putLong(POSITION, next.position())
                .putLong(SEQUENCE, next.sequence())
                .putInt(CRC, checksum());
        try {
            file.write(slot.clear(), number % SLOTS * DISTANCE);
            written = true;
        } catch (ClosedChannelException e) {
            // An interrupted thread closes the channel that it writes to; the keeper will write again.
            file = storage.open(NAME);
            throw e;
        }
    }

    /** Makes the last mark survive a loss of power, also when it could not be written before, and gives it. */
    Mark force() throws IOException {
        Mark last;
        synchronized (this) {
            if (!written) {
                write(mark);
            }
            if (forced) {
                return mark;
            }
            last = mark;
            forced = true;
        }
        try {
            file.force();
            return last;
        } catch (IOException e) {
            synchronized (this) {
                written = false;
            }
            throw e;
        }
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        file.close();
    }

    private boolean isWhole() {
        return slot.getLong(0) == MAGIC && slot.getInt(CRC) == checksum();
    }

    private int checksum() {
        var crc = new CRC32C();
        crc.update(slot.array(), 0, CRC);
        return (int) crc.getValue();
    }
}
