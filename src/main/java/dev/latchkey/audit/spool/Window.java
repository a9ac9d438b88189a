package dev.latchkey.audit.spool;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** One of the two window files, mapped: holds the records of one window after another. */
final class Window {

    private static final int PAGE = 4096;

    private final Storage.Mapping mapping;
    private final Layout layout;
    private final ByteBuffer bytes;
    private final CRC32C crc = new CRC32C();
    private long index;
    private long end;
    private long firstSequence;

    /** Takes over what recovery found in the file: the window, and the position after its last record. */
    Window(Storage.Mapping mapping, Layout layout, long index, long end) {
        this.mapping = mapping;
        this.layout = layout;
        this.index = index;
        this.end = end;
        bytes = mapping.bytes().duplicate();
    }

    long index() {
        return index;
    }

    /** The position after the last record. */
    long end() {
        return end;
    }

    boolean isEmpty() {
        return end == 0;
    }

    Storage.Mapping mapping() {
        return mapping;
    }

    /** Reuses the file for a new window. What is in it must not be needed any more. */
    void begin(long index, long firstSequence) {
        WindowHeader.write(bytes.clear(), layout.windowSize(), index, firstSequence);
        this.index = index;
        this.firstSequence = firstSequence;
        end = layout.start(index) + WindowHeader.SIZE;
    }

    /** Appends a record, which must fit. The page cache has it then, and the death of the process loses nothing. */
    long append(long sequence, byte[] payload, int length) {
        int offset = (int) (end - layout.start(index));
        RecordFormat.write(bytes, offset, end, sequence, payload, length, crc);
        VarHandle.releaseFence();
        int size = RecordFormat.size(length);
        WindowHeader.summarise(bytes, offset + size, (int) (sequence - firstSequence) + 1);
        end += size;
        return end;
    }

    /** Has the system map every page for writing, so that appends need not wait for it. Only before it is reused. */
    void touch() {
        var pages = mapping.bytes();
        for (int page = 0; page < layout.windowSize(); page += PAGE) {
            pages.put(page, pages.get(page));
        }
    }
}
