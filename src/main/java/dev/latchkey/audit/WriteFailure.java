package dev.latchkey.audit;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Tells a failure to write that is an event's own fault, and would come again, from an outage, and says what is out. */
public final class WriteFailure {

    private static final String CHECK_VIOLATION = "23514";
    private static final int CLASS_LENGTH = 2;

    private WriteFailure() {}

    /** Whether Postgres refused the data itself. */
    static boolean isDataError(Throwable failure) {
        return state(failure)
                .filter(state -> state.startsWith("22") || state.startsWith("23"))
                .filter(state -> !isMissingPartition(failure))
                .isPresent();
    }

    /** Whether there is no partition for a row, not even the default one. */
    static boolean isMissingPartition(Throwable failure) {
        // Its message depends on the server's language. Every other failed check has a name.
        return failure instanceof PgException refusal
                && CHECK_VIOLATION.equals(refusal.getSqlState())
                && refusal.getConstraint() == null;
    }

    /** Why nothing can be written now, for those who operate the service. */
    public static String reason(Throwable failure) {
        if (isMissingPartition(failure)) {
            return "the usage log has no partition for this month";
        }
        return state(failure).map(WriteFailure::reasonOf).orElseGet(() -> reasonWithout(failure));
    }

    private static Optional<String> state(Throwable failure) {
        return failure instanceof PgException refusal
                ? Optional.ofNullable(refusal.getSqlState()).filter(state -> state.length() > CLASS_LENGTH)
                : Optional.empty();
    }

    private static String reasonOf(String state) {
        return switch (state) {
            case "25006" -> "Postgres is read-only";
            case "53300" -> "Postgres has no connection left";
            case "53100" -> "Postgres has no disk space left";
            case "42P01", "42703", "42883" -> "the schema is behind";
            case "42501" -> "the database user has no right to write";
            case "57P03" -> "Postgres is starting or shutting down";
            case "57P01", "57P02" -> "Postgres is shutting down";
            default -> reasonOfClass(state);
        };
    }

    private static String reasonOfClass(String state) {
        return switch (state.substring(0, CLASS_LENGTH)) {
            case "08" -> "Postgres cannot be reached";
            case "28" -> "Postgres refuses the database user";
            case "3D" -> "there is no such database";
            case "40" -> "Postgres wants it tried again";
            case "53" -> "Postgres is short of resources";
            default -> "Postgres refuses with SQLSTATE " + state;
        };
    }

    private static String reasonWithout(Throwable failure) {
        if (failure instanceof TimeoutException || failure instanceof io.smallrye.mutiny.TimeoutException) {
            return "Postgres does not answer in time";
        }
        return failure instanceof IOException || failure instanceof VertxException
                ? "Postgres cannot be reached"
                : "unexpected " + failure.getClass().getSimpleName();
    }
}
