package dev.latchkey.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Tells an outage of Postgres, which passes, from a fault of ours. */
final class DatabaseOutage {

    static final Problem PROBLEM = Problem.of(ProblemType.UNAVAILABLE, "This cannot be done at the moment. Try again.")
            .withHeader("Retry-After", "1");

    // Connection exception, insufficient resources, operator intervention, read-only transaction.
    private static final Set<String> STATES = Set.of("08", "53", "57", "25");
    private static final int CLASS_LENGTH = 2;

    private DatabaseOutage() {}

    static boolean causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(DatabaseOutage::isOutage);
    }

    private static boolean isOutage(Throwable cause) {
        if (cause instanceof PgException refusal) {
            return isOutage(refusal.getSqlState());
        }
        // What Hibernate makes of the same.
        if (cause instanceof SQLException refusal) {
            return isOutage(refusal.getSQLState());
        }
        // Jackson's failures are IOExceptions too, and faults of ours.
        return cause instanceof IOException && !(cause instanceof JsonProcessingException)
                || cause instanceof VertxException
                || cause instanceof TimeoutException
                || cause instanceof io.smallrye.mutiny.TimeoutException;
    }

    private static boolean isOutage(String state) {
        return Optional.ofNullable(state)
                .filter(known -> known.length() >= CLASS_LENGTH)
                .filter(known -> STATES.contains(known.substring(0, CLASS_LENGTH)))
                .isPresent();
    }
}
