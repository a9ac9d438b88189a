package dev.latchkey.audit;

import static dev.latchkey.audit.Events.event;
import static dev.latchkey.audit.Events.poison;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.latchkey.Waiting;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the statements do in a real Postgres. */
@QuarkusTest
class UsageTableTest {

    @Inject
    UsageTable table;

    @Inject
    Pool pool;

    @Test
    void theSameEventsTwiceAreOneRowEach() {
        var events = List.of(event("/twice"), event("/twice"));

        table.store(events).await().atMost(Waiting.PATIENCE);
        table.store(events).await().atMost(Waiting.PATIENCE);

        assertThat(number("select count(*) from api_key_usage_logs where path = '/twice'"))
                .isEqualTo(2);
    }

    @Test
    void aBatchWithAnEventThatPostgresRefusesIsRefusedAsDataAndStoresNothing() {
        var failure = catchThrowable(() ->
                table.store(List.of(event("/beside-poison"), poison())).await().atMost(Waiting.PATIENCE));

        assertThat(table.isDataError(failure)).isTrue();
        assertThat(number("select count(*) from api_key_usage_logs where path = '/beside-poison'"))
                .isZero();
    }

    @Test
    void anOutageIsNoDataError() {
        assertThat(table.isDataError(new IOException("connection refused"))).isFalse();
    }

    @Test
    void whatIsRefusedCanStillBeKeptAside() {
        var poison = poison();

        table.deadLetter(poison, "a reason with \0 in it").await().atMost(Waiting.PATIENCE);
        table.deadLetter(poison, "again").await().atMost(Waiting.PATIENCE);

        assertThat(number("select count(*) from usage_log_dead_letters where id = '" + poison.id()
                        + "' and reason like 'a reason%' and convert_from(event, 'UTF8') like '%\"/poison\"%'"))
                .isEqualTo(1);
    }

    @Test
    void rowsGoIntoThePartitionOfTheirMonth() {
        table.store(List.of(event("/partitioned"))).await().atMost(Waiting.PATIENCE);

        assertThat(number("select count(*) from api_key_usage_logs where path = '/partitioned' "
                        + "and tableoid::regclass::text = 'api_key_usage_logs_' || to_char(now() at time zone 'UTC', "
                        + "'YYYY_MM')"))
                .isEqualTo(1);
        assertThat(table.hasRowsOutsidePartitions().await().atMost(Duration.ofSeconds(10)))
                .isFalse();
    }

    @Test
    void partitionsAreMadeAheadAndMakingThemAgainIsHarmless() {
        table.makePartitionsAhead().await().atMost(Waiting.PATIENCE);

        assertThat(number("select count(*) from pg_inherits where inhparent = 'api_key_usage_logs'::regclass"))
                .as("four months and the default")
                .isEqualTo(5);
    }

    @Test
    void aRowThatMissedItsPartitionHoldsUpNoOtherMonth() {
        var missed = "api_key_usage_logs_" + monthAhead(1);
        var later = "api_key_usage_logs_" + monthAhead(2);
        var connection = pool.getConnection().await().atMost(Waiting.PATIENCE);
        var undo = connection.begin().await().atMost(Waiting.PATIENCE);
        try {
            run(connection, "drop table " + missed + ", " + later);
            run(
                    connection,
                    "insert into api_key_usage_logs select first_uuid_of(now() + interval '1 month'), now(), id, 'test', "
                            + "id, id, 'GET', '/missed', null, 200, 0, null, null, 'r', null "
                            + "from (select gen_random_uuid() as id) as made");

            run(connection, "select make_usage_log_partitions()");

            var made = run(
                            connection,
                            "select to_regclass('" + missed + "') is null, to_regclass('" + later
                                    + "') is not null, exists (select from api_key_usage_logs_default)")
                    .iterator()
                    .next();
            assertThat(made.getBoolean(0)).isTrue();
            assertThat(made.getBoolean(1)).isTrue();
            assertThat(made.getBoolean(2)).isTrue();
        } finally {
            undo.rollback().chain(connection::close).await().atMost(Waiting.PATIENCE);
        }
    }

    private static RowSet<Row> run(SqlConnection connection, String sql) {
        return connection.query(sql).execute().await().atMost(Waiting.PATIENCE);
    }

    private static String monthAhead(int months) {
        return YearMonth.now(ZoneOffset.UTC).plusMonths(months).toString().replace('-', '_');
    }

    private long number(String sql) {
        return pool.query(sql)
                .execute()
                .await()
                .atMost(Waiting.PATIENCE)
                .iterator()
                .next()
                .getLong(0);
    }
}
