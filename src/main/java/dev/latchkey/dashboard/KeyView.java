package dev.latchkey.dashboard;

import java.time.Instant;
import java.util.List;

/**
 * One key, what was done to it, and how much it was used.
 *
 * @param lastAddress where the last request with it came from; empty when that is not known
 */
public record KeyView(KeyRow row, List<EventRow> events, BarChart chart, String lastAddress, String error) {

    public KeyView {
        events = List.copyOf(events);
    }

    /** The history of the key. */
    public HistoryFilter filter() {
        return HistoryFilter.of(row.id(), null, null, null, null, null, null, null);
    }

    /**
     * A change to the key.
     *
     * @param who did it, for people
     */
    public record EventRow(String what, Instant when, String who, String detail) {}
}
