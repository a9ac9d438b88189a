package dev.latchkey.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WriteFailureTest {

    @ParameterizedTest
    @ValueSource(strings = {"22021", "22P02", "23502", "23505"})
    void whatPostgresRefusesAsDataIsTheEventsFault(String state) {
        assertThat(WriteFailure.isDataError(refusal(state, null))).isTrue();
    }

    @Test
    void aCheckThatFailsIsTheEventsFaultButAMissingPartitionIsNot() {
        assertThat(WriteFailure.isDataError(refusal("23514", "some_check"))).isTrue();
        assertThat(WriteFailure.isMissingPartition(refusal("23514", "some_check")))
                .isFalse();

        assertThat(WriteFailure.isDataError(refusal("23514", null))).isFalse();
        assertThat(WriteFailure.isMissingPartition(refusal("23514", null))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "25006, Postgres is read-only",
        "53300, Postgres has no connection left",
        "53100, Postgres has no disk space left",
        "53200, Postgres is short of resources",
        "42P01, the schema is behind",
        "42703, the schema is behind",
        "42501, the database user has no right to write",
        "57P01, Postgres is shutting down",
        "57P03, Postgres is starting or shutting down",
        "08006, Postgres cannot be reached",
        "28P01, Postgres refuses the database user",
        "3D000, there is no such database",
        "40P01, Postgres wants it tried again",
        "XX000, Postgres refuses with SQLSTATE XX000",
        "23514, the usage log has no partition for this month"
    })
    void anOutageIsNoEventsFaultAndHasAReason(String state, String reason) {
        var failure = refusal(state, null);

        assertThat(WriteFailure.isDataError(failure)).isFalse();
        assertThat(WriteFailure.reason(failure)).isEqualTo(reason);
    }

    @Test
    void aConnectionThatIsNotThereIsAnOutage() {
        assertThat(WriteFailure.reason(new IOException("refused"))).isEqualTo("Postgres cannot be reached");
        assertThat(WriteFailure.reason(new VertxException("closed"))).isEqualTo("Postgres cannot be reached");
        assertThat(WriteFailure.reason(new TimeoutException())).isEqualTo("Postgres does not answer in time");
        assertThat(WriteFailure.reason(new IllegalStateException())).isEqualTo("unexpected IllegalStateException");
        assertThat(WriteFailure.isDataError(new IOException("refused"))).isFalse();
    }

    private static PgException refusal(String state, String constraint) {
        return new PgException(
                "refused on purpose",
                "ERROR",
                state,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                constraint);
    }
}
