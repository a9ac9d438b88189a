package dev.latchkey.audit;

import dev.latchkey.audit.UsageHistory.Part;
import dev.latchkey.caller.Caller;
import dev.latchkey.id.TypeId;
import dev.latchkey.page.Page;
import dev.latchkey.page.PageRequest;
import dev.latchkey.page.Query;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Function;

/** Reads the usage log for the API and for the dashboard. */
@ApplicationScoped
public class UsageReading {

    private final UsageHistory history;
    private final UsageHistoryConfig config;
    private final UsageCounts counts;
    private final InstantSource clock = InstantSource.system();

    UsageReading(UsageHistory history, UsageHistoryConfig config, UsageCounts counts) {
        this.history = history;
        this.config = config;
        this.counts = counts;
    }

    /** A page of the rows that match, newest first; what is wrong with the filter is a problem that names it. */
    public Uni<Page<UsageLogView>> page(Caller owner, FilterParameters filter, String limit, String cursor) {
        var query = new Query();
        var wanted = filter.read(query);
        var page = PageRequest.of("usage-logs", owner, query, limit, cursor);
        query.check();
        return UsageSearch.page(history, owner, wanted, page.before(), page.limit() + 1, config.readBudget())
                .map(part -> page(part, page));
    }

    /** One row; a 404 when the owner has no such one. */
    public Uni<UsageLogView> get(Caller owner, String id) {
        return history.find(owner, TypeId.USAGE_LOG.parse(id).orElseThrow(UsageReading::noSuchRequest))
                .map(found -> found.orElseThrow(UsageReading::noSuchRequest));
    }

    /** How many requests match in each interval of the filter's time. */
    public Uni<UsageSummary> summary(Caller owner, FilterParameters filter, String interval, String groupBy) {
        var query = new Query();
        var wanted = filter.read(query);
        Set<SummaryGroup> groups = SummaryGroup.read(query, groupBy);
        query.check();
        var range = SummaryRange.read(query, interval, wanted.from(), wanted.to(), clock.instant());
        query.check();
        return counts.in(range, owner, wanted, groups).map(found -> UsageSummary.of(range, groups, found));
    }

    private static Page<UsageLogView> page(Part part, PageRequest page) {
        return part.rows().size() <= page.limit() && part.next().isPresent()
                ? Page.stoppedAt(part.next().get(), part.rows(), page)
                : Page.of(part.rows(), page, UsageLogView::uuid, Function.identity());
    }

    private static RuntimeException noSuchRequest() {
        return Problem.of(ProblemType.NOT_FOUND, "There is nothing here that this key can see.")
                .asException();
    }
}
