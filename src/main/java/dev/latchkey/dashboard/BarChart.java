package dev.latchkey.dashboard;

import dev.latchkey.audit.UsageSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Requests over time as bars, drawn by the server. Whoever chooses a bar sees its time more closely.
 *
 * @param max the requests of the highest bar
 */
public record BarChart(List<Bar> bars, long max, long total, Instant from, Instant to) {

    public static final int WIDTH = 960;
    public static final int HEIGHT = 120;

    private static final double GAP = 0.2;

    public BarChart {
        bars = List.copyOf(bars);
    }

    /** The requests of one interval. */
    public record Bar(String x, String width, Instant from, Instant to, long requests, List<Part> parts) {}

    /** Those with one class of status. */
    public record Part(String kind, String y, String height, long requests) {}

    static BarChart of(UsageSummary summary) {
        int count = summary.starts().size();
        var totals = new long[count];
        summary.series().forEach(series -> {
            for (int i = 0; i < count; i++) {
                totals[i] += series.counts().get(i);
            }
        });
        long max = LongStream.of(totals).max().orElse(0);
        var length = Duration.between(summary.from(), summary.to()).dividedBy(Math.max(1, count));
        var bars = new ArrayList<Bar>();
        double step = (double) WIDTH / Math.max(1, count);
        for (int i = 0; i < count; i++) {
            var start = summary.starts().get(i);
            bars.add(new Bar(
                    number(i * step),
                    number(step * (1 - GAP)),
                    start,
                    start.plus(length),
                    totals[i],
                    parts(summary, i, max)));
        }
        return new BarChart(bars, max, summary.total(), summary.from(), summary.to());
    }

    /** Stacked from below: what went well first. */
    private static List<Part> parts(UsageSummary summary, int place, long max) {
        var parts = new ArrayList<Part>();
        double y = HEIGHT;
        for (var kind : List.of("1xx", "2xx", "3xx", "4xx", "5xx", "none")) {
            long requests = summary.series().stream()
                    .filter(series -> kind.equals(
                            Optional.ofNullable(series.statusClass()).orElse("none")))
                    .mapToLong(series -> series.counts().get(place))
                    .sum();
            if (requests > 0) {
                double height = Math.max(1, (double) HEIGHT * requests / max);
                y -= height;
                parts.add(new Part(kind, number(Math.max(0, y)), number(height), requests));
            }
        }
        return parts;
    }

    private static String number(double value) {
        return String.valueOf(Math.round(value * 100) / 100.0);
    }
}
