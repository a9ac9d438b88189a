package dev.latchkey.audit.spool;

/**
 * What went through a spool since it was opened, in records, and what it holds, in bytes. At every quiet moment
 * recovered + appended = acknowledged + pending + lostSince.
 *
 * @param lostAtOpen records that the last owner appended and that were damaged when this one opened the folder
 * @param lostSince records that were found damaged only when they were read
 * @param usedBytes the bytes of all windows and archives that still hold a pending record
 */
public record SpoolCounts(
        long recovered,
        long appended,
        long acknowledged,
        long pending,
        long lostAtOpen,
        long lostSince,
        long usedBytes,
        long limitBytes) {

    public long lost() {
        return lostAtOpen + lostSince;
    }
}
