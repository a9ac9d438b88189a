package dev.latchkey.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.audit.UsageCounts.Count;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How many requests there were, in a form that charts take. */
@Schema(name = "UsageSummary", description = "How many requests there were in each interval.")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record UsageSummary(
        @Schema(examples = "hour") String interval,

        @Schema(description = "The start of the first interval.")
        Instant from,

        @Schema(description = "The end of the last interval.")
        Instant to,

        @Schema(examples = "[\"statusClass\"]") List<String> groupBy,

        @Schema(description = "When each interval begins, in UTC.")
        List<Instant> starts,

        @Schema(description = "All requests.") long total,

        @Schema(description = "The largest groups, the largest first, then the others together.")
        List<Series> series) {

    /** The counts of one group. */
    @Schema(name = "UsageSeries", description = "The requests of one group.")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Series(
            @Schema(
                    nullable = true,
                    examples = "key_01jd9qv3m8e9kb4c5f6g7h8j9k",
                    description = "Null unless grouped by it.")
            String apiKeyId,

            @Schema(
                    nullable = true,
                    examples = "2xx",
                    description = "Null unless grouped by it, and for clients that were gone before the answer.")
            String statusClass,

            @Schema(
                    nullable = true,
                    examples = "/v1/verify",
                    description = "Null unless grouped by it, and for requests that matched no route.")
            String route,

            @Schema(description = "True for the one that holds all groups that are not among the largest.")
            boolean other,

            long total,

            @Schema(description = "One for each of `starts`.")
            List<Long> counts) {}

    static UsageSummary of(SummaryRange range, Set<SummaryGroup> groups, List<Count> counts) {
        var starts = range.starts();
        var places = new TreeMap<Integer, long[]>();
        var firsts = new TreeMap<Integer, Count>();
        for (var count : counts) {
            firsts.putIfAbsent(count.place(), count);
            places.computeIfAbsent(count.place(), place -> new long[starts.size()])[range.indexOf(count.start())] +=
                    count.requests();
        }
        var series = new ArrayList<Series>();
        places.forEach((place, line) -> series.add(series(firsts.get(place), line)));
        return new UsageSummary(
                range.interval().toString(),
                range.from(),
                range.to(),
                groups.stream().map(SummaryGroup::toString).toList(),
                starts,
                series.stream().mapToLong(Series::total).sum(),
                series);
    }

    private static Series series(Count group, long[] line) {
        Collection<Long> counts = new ArrayList<>(line.length);
        long total = 0;
        for (long count : line) {
            counts.add(count);
            total += count;
        }
        return new Series(
                group.apiKeyId().orElse(null),
                group.statusClass().orElse(null),
                group.route().orElse(null),
                group.isOther(),
                total,
                List.copyOf(counts));
    }
}
