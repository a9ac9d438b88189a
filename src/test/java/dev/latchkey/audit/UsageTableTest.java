package dev.latchkey.audit;

import static dev.latchkey.audit.Events.event;
import static dev.latchkey.audit.Events.poison;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.latchkey.Waiting;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
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
