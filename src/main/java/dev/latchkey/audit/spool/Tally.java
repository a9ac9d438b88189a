package dev.latchkey.audit.spool;

import dev.latchkey.audit.spool.SpoolBatch.Mark;

/** How far the log is acknowledged, and what became of every record; one thread at a time acknowledges. */
final class Tally {

    private final Recovery recovered;
    private final Appender appender;
    private volatile Progress progress;

    Tally(Recovery recovered, Appender appender) {
        this.recovered = recovered;
        this.appender = appender;
        progress = new Progress(recovered.acknowledged(), 0, recovered.missing(), 0);
    }

    Mark acknowledged() {
        return progress.mark();
    }

    /** False for a batch that does not begin where the last one ended. */
    boolean acknowledge(SpoolBatch batch) {
        var before = progress;
        if (!batch.begin().equals(before.mark()) || batch.isEmpty()) {
            return false;
        }
        long missing = batch.end().sequence() - batch.begin().sequence() - batch.size();
        long known = Math.min(missing, before.knownMissing());
        progress = new Progress(
                batch.end(),
                before.records() + batch.size(),
                before.knownMissing() - known,
                before.lostSince() + missing - known);
        return true;
    }

    /** How many records are still to be read. */
    long pending() {
        // The progress is read first: what is acknowledged was appended before.
        var now = progress;
        return now.pending(appender.sequence());
    }

    SpoolCounts counts(long usedBytes, long limitBytes) {
        var now = progress;
        long nextSequence = appender.sequence();
        return new SpoolCounts(
                recovered.pending(),
                nextSequence - recovered.nextSequence(),
                now.records(),
                now.pending(nextSequence),
                recovered.missing(),
                now.lostSince(),
                usedBytes,
                limitBytes);
    }

    /** @param knownMissing records after the mark that were found missing, and counted, when the folder was opened */
    private record Progress(Mark mark, long records, long knownMissing, long lostSince) {

        long pending(long nextSequence) {
            return nextSequence - mark.sequence() - knownMissing;
        }
    }
}
