package dev.latchkey.dashboard;

import dev.latchkey.audit.UsageSummary;
import java.util.List;
import java.util.Locale;

/** The last day in numbers, and the keys that need somebody. */
public record OverviewView(long requests, long refused, long failed, BarChart chart, List<Care> cares) {

    public OverviewView {
        cares = List.copyOf(cares);
    }

    /**
     * A key that needs care.
     *
     * @param why in one sentence
     * @param action what to do, in a word or two
     * @param path where, below the page of the key
     */
    public record Care(String id, String name, String why, String action, String path) {}

    static OverviewView of(UsageSummary summary, List<Care> cares) {
        return new OverviewView(
                summary.total(), count(summary, "4xx"), count(summary, "5xx"), BarChart.of(summary), cares);
    }

    private static long count(UsageSummary summary, String kind) {
        return summary.series().stream()
                .filter(series -> kind.equals(series.statusClass()))
                .mapToLong(UsageSummary.Series::total)
                .sum();
    }

    /** The part of requests that were answered by 4xx or 5xx, such as 1.5 %. */
    public String errorRate() {
        return requests == 0 ? "–" : String.format(Locale.ROOT, "%.1f %%", 100.0 * (refused + failed) / requests);
    }

    public HistoryFilter filter() {
        return HistoryFilter.of(null, null, null, null, null, null, null, null);
    }
}
