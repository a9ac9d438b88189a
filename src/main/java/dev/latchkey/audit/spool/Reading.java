package dev.latchkey.audit.spool;

import dev.latchkey.audit.spool.SpoolBatch.Mark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A batch in the making. */
final class Reading {

    private final Layout layout;
    private final Mark begin;
    private final int maxRecords;
    private final List<byte[]> payloads = new ArrayList<>();
    private Mark end;

    Reading(Layout layout, Mark begin, int maxRecords) {
        this.layout = layout;
        this.begin = begin;
        this.maxRecords = maxRecords;
        end = begin;
    }

    /** Whether there may be records for this batch before a position. */
    boolean wants(long position) {
        return payloads.size() < maxRecords && end.position() < position;
    }

    /** Takes the records of a window up to a position. */
    void take(Storage.Bytes source, long index, long position) throws IOException {
        if (!wants(position)) {
            return;
        }
        long start = layout.start(index);
        int from = (int) Math.max(0, end.position() - start);
        var records = new RecordStream(source, layout, index, from, (int) (position - start));
        while (payloads.size() < maxRecords && records.next()) {
            payloads.add(records.payload());
            end = new Mark(start + records.offset(), records.sequence() + 1);
        }
    }

    SpoolBatch batch() {
        return new SpoolBatch(payloads, begin, end);
    }
}
