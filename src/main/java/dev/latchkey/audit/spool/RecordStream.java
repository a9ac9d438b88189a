package dev.latchkey.audit.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Goes through the records of one window, a stretch in memory at a time, and past whatever is damaged. */
final class RecordStream {

    /** Finds the records of every lap that are still in the file. */
    static final long ANY_WINDOW = -1;

    private static final int STRETCH = 128 << 10;

    private final Storage.Bytes source;
    private final Layout layout;
    private final long index;
    private final int end;
    private final CRC32C crc = new CRC32C();
    private final ByteBuffer stretch;
    private int stretchStart;
    private int offset;
    private int found;

    /** Looks for the records of a window from an offset up to another. */
    RecordStream(Storage.Bytes source, Layout layout, long index, int from, int end) {
        this.source = source;
        this.layout = layout;
        this.index = index;
        this.end = end;
        stretch = ByteBuffer.allocate(Math.min(STRETCH, layout.windowSize())).limit(0);
        offset = Math.max(from, WindowHeader.SIZE);
    }

    /** Moves to the next whole record; false when there is none. */
    boolean next() throws IOException {
        for (; offset + RecordFormat.OVERHEAD <= end; offset += RecordFormat.ALIGNMENT) {
            if (isRecord()) {
                found = offset - stretchStart;
                offset += RecordFormat.size(RecordFormat.length(stretch, found));
                return true;
            }
        }
        return false;
    }

    /** Whether a record was begun where the last one ended, but is not whole. */
    boolean endsInARecord() throws IOException {
        return has(offset, RecordFormat.OVERHEAD) && isPlaced();
    }

    long position() {
        return RecordFormat.position(stretch, found);
    }

    long sequence() {
        return RecordFormat.sequence(stretch, found);
    }

    byte[] payload() {
        var payload = new byte[RecordFormat.length(stretch, found)];
        stretch.get(found + RecordFormat.OVERHEAD, payload);
        return payload;
    }

    /** The offset after the record. */
    int offset() {
        return offset;
    }

    private boolean isRecord() throws IOException {
        if (!has(offset, RecordFormat.OVERHEAD) || !isPlaced()) {
            return false;
        }
        int length = RecordFormat.length(stretch, offset - stretchStart);
        return length >= 0
                && length <= layout.largestRecord() - RecordFormat.OVERHEAD
                && has(offset, RecordFormat.OVERHEAD + length)
                && RecordFormat.isWhole(stretch, offset - stretchStart, crc);
    }

    private boolean isPlaced() {
        long position = RecordFormat.position(stretch, offset - stretchStart);
        return index == ANY_WINDOW
                ? position >= layout.windowSize() && position % layout.windowSize() == offset
                : position == layout.start(index) + offset;
    }

    /** Sees to it that the bytes are in memory; false when the window ends before them. */
    private boolean has(int from, int length) throws IOException {
        if (from + length > end) {
            return false;
        }
        if (from < stretchStart || from + length > stretchStart + stretch.limit()) {
            stretch.clear().limit(Math.min(stretch.capacity(), end - from));
            source.read(stretch, from);
            stretch.flip();
            stretchStart = from;
        }
        return length <= stretch.limit();
    }
}
