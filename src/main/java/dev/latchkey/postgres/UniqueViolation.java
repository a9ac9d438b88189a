package dev.latchkey.postgres;

import java.util.stream.Stream;
import org.hibernate.exception.ConstraintViolationException;

/** Tells that a unique index has refused a row: who was first is decided there and nowhere else. */
public final class UniqueViolation {

    private UniqueViolation() {}

    public static boolean of(String index, Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof ConstraintViolationException violation
                        && index.equals(violation.getConstraintName()));
    }
}
