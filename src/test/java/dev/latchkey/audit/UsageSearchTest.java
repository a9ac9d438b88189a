package dev.latchkey.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.Waiting;
import dev.latchkey.audit.UsageHistory.Part;
import dev.latchkey.caller.Caller;
import dev.latchkey.organization.Environment;
import dev.latchkey.page.Query;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rare rows in a long history. */
@QuarkusTest
class UsageSearchTest {

    private static final int ROWS = 3_000;

    @Inject
    TestHistory rows;

    @Inject
    UsageHistory history;

    @Inject
    Pool pool;

    private final Caller owner = Caller.ofKey(UUID.randomUUID(), Environment.TEST, UUID.randomUUID(), false);

    private record Settings(Duration readTimeout, Duration readBudget, int maxExports) implements UsageHistoryConfig {}

    @BeforeEach
    void aLongHistoryWithARareStatusAtItsBeginning() {
        var begin = Instant.now().minusSeconds(30);
        rows.add(owner.organizationId(), owner.apiKeyId().orElseThrow(), "/rare/", 500, begin, 2);
        rows.add(owner.organizationId(), owner.apiKeyId().orElseThrow(), "/usual/", 200, begin.plusMillis(10), ROWS);
    }

    @Test
    void aSearchWithoutTimeLeftGivesAnEmptyPageThatGoesOnUntilTheRareRowsAreFound() {
        var found = new ArrayList<String>();
        int empty = 0;
        Optional<UUID> next = Optional.empty();
        do {
            var part = search(rare(), next, 10, Duration.ZERO);
            part.rows().forEach(row -> found.add(row.path()));
            empty += part.rows().isEmpty() ? 1 : 0;
            next = part.next();
        } while (next.isPresent());

        assertThat(found).containsExactly("/rare/2", "/rare/1");
        assertThat(empty).isGreaterThan(1);
    }

    @Test
    void aSearchWithTimeLeftGivesThemAtOnce() {
        var part = search(rare(), Optional.empty(), 10, Waiting.PATIENCE);

        assertThat(part.rows()).extracting(UsageLogView::path).containsExactly("/rare/2", "/rare/1");
        assertThat(part.next()).isEmpty();
    }

    @Test
    void aSearchEndsWhenThePageIsFull() {
        var part = search(rare(), Optional.empty(), 1, Waiting.PATIENCE);

        assertThat(part.rows()).extracting(UsageLogView::path).containsExactly("/rare/2");
        assertThat(search(rare(), part.next(), 1, Waiting.PATIENCE).rows())
                .extracting(UsageLogView::path)
                .containsExactly("/rare/1");
    }

    @Test
    void everyRowIsFoundOnceWhicheverWayThePagesFall() {
        var found = new ArrayList<String>();
        Optional<UUID> next = Optional.empty();
        do {
            var part = search(filter(null, "/usual/"), next, 700, Duration.ZERO);
            part.rows().forEach(row -> found.add(row.id()));
            next = part.next();
        } while (next.isPresent());

        assertThat(found).hasSize(ROWS).doesNotHaveDuplicates().isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @Test
    void aStatementThatTakesTooLongIsStoppedInPostgresAndAnsweredAsNotAvailable() {
        var impatient = new UsageHistory(pool, new Settings(Duration.ofMillis(50), Duration.ZERO, 1));

        assertThatThrownBy(() -> impatient
                        .read("select pg_sleep(600)", new Parameters())
                        .await()
                        .atMost(Waiting.PATIENCE))
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(refused.problem().type()).isEqualTo(ProblemType.UNAVAILABLE);
                    assertThat(refused.problem().detail()).contains("50 ms").contains("shorter time range");
                });
        var asleep = pool.query("select count(*) from pg_stat_activity where state = 'active' and query like '%600)'"
                        + " and pid <> pg_backend_pid()")
                .execute()
                .await()
                .atMost(Waiting.PATIENCE);
        assertThat(asleep.iterator().next().getLong(0)).isZero();
    }

    private Part search(UsageFilter filter, Optional<UUID> before, int limit, Duration budget) {
        return UsageSearch.page(history, owner, filter, before, limit, budget)
                .await()
                .atMost(Waiting.PATIENCE);
    }

    private static UsageFilter rare() {
        return filter("5xx", null);
    }

    private static UsageFilter filter(String status, String pathPrefix) {
        return new FilterParameters(null, null, status, pathPrefix, null, null, null, null, null, null, null)
                .read(new Query());
    }
}
