package dev.latchkey.dashboard;

import dev.latchkey.audit.UsageLogView;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A page of the usage log.
 *
 * @param keys the names of keys by their ids, as far as they are at hand
 * @param chart empty when it cannot be drawn
 * @param hasMore whether there are, or may be, older requests
 */
public record HistoryView(
        HistoryFilter filter,
        List<UsageLogView> rows,
        boolean hasMore,
        String olderUrl,
        Map<String, String> keys,
        Optional<BarChart> chart,
        FormErrors errors) {

    public HistoryView {
        rows = List.copyOf(rows);
        keys = Map.copyOf(keys);
    }

    public BarChart bars() {
        return chart.orElse(null);
    }

    public String keyName(String id) {
        return keys.getOrDefault(id, id);
    }

    /** The keys by name, for a choice. */
    public List<Map.Entry<String, String>> choice() {
        return keys.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(String.CASE_INSENSITIVE_ORDER))
                .toList();
    }
}
