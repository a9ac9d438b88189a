package dev.latchkey.audit.spool;

import java.util.List;

/** The oldest records that are not acknowledged, and the marks before and after them. */
public record SpoolBatch(List<byte[]> payloads, Mark begin, Mark end) {

    public SpoolBatch {
        payloads = List.copyOf(payloads);
    }

    public boolean isEmpty() {
        return payloads.isEmpty();
    }

    public int size() {
        return payloads.size();
    }

    /** A place in the log: everything before the position is done, and the record that follows has the sequence number. */
    public record Mark(long position, long sequence) {

        static final Mark NONE = new Mark(0, 0);
    }
}
