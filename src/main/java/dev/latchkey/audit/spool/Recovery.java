package dev.latchkey.audit.spool;

import dev.latchkey.audit.spool.SpoolBatch.Mark;
import java.io.IOException;
import java.util.List;

/**
 * Where a spool goes on with what its folder holds.
 *
 * @param windows what is pending in the window files
 * @param lastIndex the last window there ever was, in the file that its number says
 * @param acknowledged how far the log is acknowledged
 * @param nextSequence the sequence number of the next record to be appended
 * @param pending how many records are there to be read
 */
record Recovery(
        List<Survey> windows,
        List<Archive> archives,
        long lastIndex,
        Mark acknowledged,
        long nextSequence,
        long pending) {

    static Recovery of(Storage storage, Layout layout, Checkpoint checkpoint) throws IOException {
        var read = checkpoint.read();
        var mark = read.orElse(Mark.NONE);
        long seen = layout.indexBefore(Math.max(1, mark.position()));
        var files = Surveys.of(storage, layout, mark);
        if (read.isEmpty() || mark.position() > files.end(layout)) {
            // Unreadable, or ahead of all records, so not ours: better everything twice than something not at all.
            // Before anything is appended, for then it would not be ahead any more.
            mark = new Mark(0, files.firstSequence());
            files = Surveys.of(storage, layout, mark);
            checkpoint.reset(mark);
        }
        return new Recovery(
                files.windows(),
                files.archives().stream()
                        .map(found -> new Archive(found.index(), found.end()))
                        .toList(),
                files.lastIndex(seen),
                mark,
                Math.max(mark.sequence(), files.nextSequence()),
                files.pending());
    }

    /** How many records are missing among those to be read. */
    long missing() {
        return Math.max(0, nextSequence - acknowledged.sequence() - pending);
    }
}
