package dev.latchkey.audit.spool;

import dev.latchkey.audit.spool.SpoolBatch.Mark;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What one file holds of one window.
 *
 * @param index the window; 0 when the file has none
 * @param end the offset after the last record that there was
 * @param firstSequence the sequence number of the first record that there was
 * @param nextSequence the sequence number after the last record that there was
 * @param whole how many records are whole
 * @param pending how many of them are after the checkpoint
 */
record Survey(long index, int end, long firstSequence, long nextSequence, long whole, long pending) {

    static final Survey EMPTY = new Survey(0, 0, 0, 0, 0, 0);

    /** Surveys the newest window that has a trace in the file: what earlier laps left is done with. */
    static Survey ofNewest(Storage.StoredFile file, Layout layout, Mark checkpoint) throws IOException {
        long newest = header(file).map(WindowHeader::index).orElse(0L);
        var records = new RecordStream(file, layout, RecordStream.ANY_WINDOW, 0, size(file, layout));
        while (records.next()) {
            newest = Math.max(newest, records.position() / layout.windowSize());
        }
        return newest == 0 ? EMPTY : of(file, layout, newest, checkpoint);
    }

    static Survey of(Storage.StoredFile file, Layout layout, long index, Mark checkpoint) throws IOException {
        var header = header(file).filter(found -> found.index() == index);
        var records = new RecordStream(file, layout, index, 0, size(file, layout));
        long whole = 0;
        long pending = 0;
        long first = -1;
        long next = -1;
        int end = WindowHeader.SIZE;
        while (records.next()) {
            whole++;
            pending += records.position() >= checkpoint.position() ? 1 : 0;
            first = first < 0 ? records.sequence() : first;
            next = records.sequence() + 1;
            end = records.offset();
        }
        var summary = header.filter(found -> found.records() >= 0);
        if (summary.isPresent()) {
            next = Math.max(next, summary.get().firstSequence() + summary.get().records());
        } else if (next >= 0 && new RecordStream(file, layout, index, end, size(file, layout)).endsInARecord()) {
            // How much is missing at the end cannot be known any more: at least this.
            next++;
        }
        return new Survey(
                index,
                Math.max(end, summary.map(WindowHeader::end).orElse(0)),
                header.map(WindowHeader::firstSequence).orElse(first),
                Math.max(next, header.map(WindowHeader::firstSequence).orElse(0L)),
                whole,
                pending);
    }

    Survey withoutRecords() {
        return new Survey(index, end, firstSequence, nextSequence, 0, 0);
    }

    static Optional<WindowHeader> header(Storage.StoredFile file) throws IOException {
        var bytes = ByteBuffer.allocate(WindowHeader.SIZE);
        file.read(bytes, 0);
        return WindowHeader.read(bytes.flip());
    }

    private static int size(Storage.StoredFile file, Layout layout) throws IOException {
        return (int) Math.min(file.size(), layout.windowSize());
    }
}
