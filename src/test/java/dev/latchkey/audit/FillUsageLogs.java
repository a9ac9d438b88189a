package dev.latchkey.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Fills a database with realistic usage rows, spread over the last 24 months. Past months are loaded into tables without
 * indexes, which become partitions when they are complete. See the README for the command.
 */
public final class FillUsageLogs {

    private static final int MONTHS = 24;
    private static final int CHUNK = 250_000;
    private static final int WORKERS = 2;
    private static final int BAR = 40;

    private final FilledDatabase database;
    private final long rows;
    private final AtomicLong done = new AtomicLong();
    private final long began = System.nanoTime();

    private FillUsageLogs(FilledDatabase database, long rows) {
        this.database = database;
        this.rows = rows;
    }

    public static void main(String... arguments) throws Exception {
        try (var database = FilledDatabase.open()) {
            database.migrate();
            database.execute(resource("/fill/tenants.sql"));
            new FillUsageLogs(database, Long.parseLong(System.getProperty("rows", "1000000"))).fill();
        }
    }

    private void fill() throws Exception {
        var now = Instant.now();
        var thisMonth = YearMonth.now(ZoneOffset.UTC);
        var work = new ArrayList<Callable<Void>>();
        long begin = start(thisMonth.minusMonths(MONTHS)).toEpochMilli();
        double perMilli = (double) rows / (now.toEpochMilli() - begin);
        for (int back = MONTHS; back >= 0; back--) {
            var month = thisMonth.minusMonths(back);
            long from = start(month).toEpochMilli();
            long to = Math.min(start(month.plusMonths(1)).toEpochMilli(), now.toEpochMilli());
            long count = Math.round((to - begin) * perMilli) - Math.round((from - begin) * perMilli);
            work.add(() -> fill(month, from, to, count));
        }
        var workers = Executors.newFixedThreadPool(WORKERS);
        try {
            for (var month : workers.invokeAll(work)) {
                month.get();
            }
        } finally {
            workers.shutdownNow();
        }
        System.out.printf("%nNow vacuum, analyze and the time each key was last used…%n");
        database.execute("vacuum analyze api_key_usage_logs");
        database.execute(resource("/fill/uses.sql"));
        System.out.printf(Locale.ROOT, "Done: %,d rows in %.0f s, indexes included.%n", done.get(), seconds());
    }

    private Void fill(YearMonth month, long from, long to, long count) throws SQLException {
        var table = "api_key_usage_logs_" + month.toString().replace('-', '_');
        try (var connection = database.connect()) {
            run(connection, "set synchronous_commit = off; set maintenance_work_mem = '512MB'; set timezone = 'UTC'");
            boolean isNew = isNew(connection, table);
            if (isNew) {
                run(connection, "create table " + table + " (like api_key_usage_logs including defaults)");
            }
            long chunks = Math.max(1, (count + CHUNK - 1) / CHUNK);
            for (long chunk = 0; chunk < chunks; chunk++) {
                long first = from + (to - from) * chunk / chunks;
                long length = from + (to - from) * (chunk + 1) / chunks - first;
                long size = count * (chunk + 1) / chunks - count * chunk / chunks;
                if (size > 0) {
                    run(connection, String.format(Locale.ROOT, resource("/fill/rows.sql"), table, size, first, length));
                    progress(done.addAndGet(size));
                }
            }
            if (isNew) {
                attach(connection, table, start(month), start(month.plusMonths(1)));
            }
        }
        return null;
    }

    private static void attach(Connection connection, String table, Instant from, Instant to) throws SQLException {
        var bounds = new ArrayList<String>();
        for (var instant : List.of(from, to)) {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("select first_uuid_of('" + instant + "')")) {
                rows.next();
                bounds.add("'" + rows.getString(1) + "'");
            }
        }
        var range = "id >= " + bounds.get(0) + " and id < " + bounds.get(1);
        run(
                connection,
                "alter table " + table + " add primary key (id), add constraint filled check (" + range + ");"
                        + "create index on " + table + " (organization_id, environment, id desc);"
                        + "create index on " + table + " (api_key_id, id desc);"
                        + "alter table api_key_usage_logs attach partition " + table + " for values from ("
                        + bounds.get(0) + ") to (" + bounds.get(1) + ");"
                        + "alter table " + table + " drop constraint filled");
    }

    private static boolean isNew(Connection connection, String table) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select to_regclass('" + table + "') is null")) {
            rows.next();
            return rows.getBoolean(1);
        }
    }

    private synchronized void progress(long written) {
        int filled = (int) (BAR * written / rows);
        System.out.printf(
                Locale.ROOT,
                "\r[%s%s] %,d of %,d rows, %,.0f rows/s ",
                "#".repeat(filled),
                "-".repeat(BAR - filled),
                written,
                rows,
                written / seconds());
        System.out.flush();
    }

    private double seconds() {
        return (System.nanoTime() - began) / 1e9;
    }

    private static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String resource(String name) {
        try (var file = FillUsageLogs.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
