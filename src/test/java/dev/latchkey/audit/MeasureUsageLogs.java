package dev.latchkey.audit;

import dev.latchkey.caller.Caller;
import dev.latchkey.organization.Environment;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** Measures pages and summaries of a database that {@link FillUsageLogs} filled, through the code that serves them. */
public final class MeasureUsageLogs {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int LIMIT = 20;
    private static final String KEY_OF =
            "select o.id, k.id from organizations o join api_keys k on k.organization_id = o.id"
                    + " where o.name = 'Filled %d' and k.environment = 'live' order by k.id limit 1";

    private record Settings(Duration readTimeout, Duration readBudget, int maxExports) implements UsageHistoryConfig {}

    private static final Settings SETTINGS = new Settings(PATIENCE, Duration.ofMillis(100), 1);

    private final UsageHistory history;
    private final int rounds = Integer.getInteger("rounds", 100);

    private MeasureUsageLogs(Pool pool) {
        history = new UsageHistory(pool, SETTINGS);
    }

    public static void main(String... arguments) throws Exception {
        try (var database = FilledDatabase.open()) {
            database.migrate();
            var vertx = Vertx.vertx();
            var pool = PgBuilder.pool()
                    .with(new PoolOptions().setMaxSize(2))
                    .connectingTo(PgConnectOptions.fromUri(database.url()))
                    .using(vertx)
                    .build();
            try {
                var rows = database.first(
                        "select sum(reltuples)::bigint from pg_class where relname like 'api_key_usage_logs_20%'"
                                + " and relkind = 'r'",
                        row -> row.getLong(1));
                System.out.printf(Locale.ROOT, "About %,d rows%n%n", rows);
                System.out.printf("%-58s %8s %8s %8s  %s%n", "", "p50 ms", "p95 ms", "max ms", "rows, more");
                var measuring = new MeasureUsageLogs(new Pool(pool));
                measuring.measure("large organization", caller(database, 0));
                measuring.measure("middling organization", caller(database, 3));
                measuring.measure("small organization", caller(database, 450));
            } finally {
                pool.close().toCompletionStage().toCompletableFuture().join();
                vertx.close().toCompletionStage().toCompletableFuture().join();
            }
        }
    }

    private static Caller caller(FilledDatabase database, int number) throws Exception {
        return database.first(
                String.format(Locale.ROOT, KEY_OF, number),
                row -> Caller.ofKey(
                        row.getObject(1, UUID.class), Environment.LIVE, row.getObject(2, UUID.class), false));
    }

    private void measure(String who, Caller owner) {
        page(who + ", newest", owner, () -> filter());
        page(who + ", a random day", owner, () -> inADay(filter()));
        page(who + ", one key in a random day", owner, () -> inADay(filter("apiKeyId", owner.apiKeyId())));
        page(who + ", 4xx", owner, () -> filter("status", new StatusRange(400, 499)));
        page(who + ", status 500", owner, () -> filter("status", new StatusRange(500, 500)));
        page(who + ", status 500 in a random day", owner, () -> inADay(filter("status", new StatusRange(500, 500))));
        page(who + ", a rare route", owner, () -> filter("route", "/v1/settings/webhooks"));
        page(who + ", an address that never called", owner, () -> filter("address", "203.0.113.9"));
        page(who + ", a path that was never called", owner, () -> filter("path", "/nowhere"));
        summary(who + ", summary of 24 hours", owner, SummaryRange.Interval.HOUR, 1);
        summary(who + ", summary of 31 days by hour", owner, SummaryRange.Interval.HOUR, 31);
        summary(who + ", summary of 366 days by day", owner, SummaryRange.Interval.DAY, 366);
    }

    private void page(String what, Caller owner, Supplier<UsageFilter> filter) {
        time(
                what,
                rounds,
                () -> UsageSearch.page(history, owner, filter.get(), Optional.empty(), LIMIT + 1, SETTINGS.readBudget())
                        .map(part -> part.rows().size() + (part.next().isPresent() ? ", more" : ", all")));
    }

    private void summary(String what, Caller owner, SummaryRange.Interval interval, int days) {
        var now = Instant.now();
        var range = new SummaryRange(interval, now.minus(Duration.ofDays(days)), now);
        time(
                what,
                Math.max(2, rounds / 20),
                () -> new UsageCounts(history)
                        .in(range, owner, filter(), EnumSet.allOf(SummaryGroup.class))
                        .map(counts -> counts.stream()
                                        .mapToLong(UsageCounts.Count::requests)
                                        .sum() + " counted"));
    }

    private static void time(String what, int rounds, Supplier<Uni<String>> read) {
        var took = new double[rounds];
        var last = "";
        for (int i = 0; i < rounds; i++) {
            long began = System.nanoTime();
            last = read.get().await().atMost(PATIENCE);
            took[i] = (System.nanoTime() - began) / 1e6;
        }
        Arrays.sort(took);
        System.out.printf(
                Locale.ROOT,
                "%-58s %8.1f %8.1f %8.1f  %s%n",
                what,
                took[rounds / 2],
                took[(int) Math.ceil(rounds * 0.95) - 1],
                took[rounds - 1],
                last);
    }

    private static UsageFilter inADay(UsageFilter filter) {
        var begin = Instant.now()
                .minus(Duration.ofDays(1 + ThreadLocalRandom.current().nextInt(700)));
        return filter.between(begin, begin.plus(Duration.ofDays(1)));
    }

    private static UsageFilter filter() {
        return filter("", null);
    }

    private static UsageFilter filter(String name, Object value) {
        return new UsageFilter(
                name.equals("apiKeyId") ? Optional.of((UUID) value) : Optional.empty(),
                Optional.empty(),
                name.equals("status") ? Optional.of((StatusRange) value) : Optional.empty(),
                name.equals("path") ? Optional.of((String) value) : Optional.empty(),
                name.equals("route") ? Optional.of((String) value) : Optional.empty(),
                name.equals("address") ? Optional.of(new AddressRange((String) value)) : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
