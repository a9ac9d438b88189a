package dev.latchkey.page;

import dev.latchkey.id.TypeId;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.Problem.FieldError;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads query parameters and collects what is wrong with them, so that one answer names all of it. */
public final class Query {

    private final List<FieldError> errors = new ArrayList<>();

    public void wrong(String parameter, String message) {
        errors.add(new FieldError(parameter, message));
    }

    public int integer(String parameter, String text, int min, int max) {
        try {
            int value = Integer.parseInt(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // same answer as out of range
        }
        wrong(parameter, "must be an integer from " + min + " to " + max);
        return min;
    }

    public Optional<UUID> id(String parameter, String text, TypeId kind) {
        if (text == null) {
            return Optional.empty();
        }
        var id = kind.parse(text);
        if (id.isEmpty()) {
            wrong(parameter, "must be an id such as " + kind.format(new UUID(0, 0)));
        }
        return id;
    }

    public Optional<String> text(String parameter, String text, int maxLength) {
        if (text != null
                && (text.isEmpty() || text.length() > maxLength || text.chars().anyMatch(Character::isISOControl))) {
            wrong(parameter, "must be 1 to " + maxLength + " characters, none of them a control character");
        }
        return Optional.ofNullable(text);
    }

    /** An RFC 3339 date and time with an offset. */
    public Optional<Instant> time(String parameter, String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException notATime) {
            wrong(parameter, "must be a date and time with an offset, such as 2026-01-31T08:00:00Z");
            return Optional.empty();
        }
    }

    public <E extends Enum<E>> Optional<E> oneOf(String parameter, String text, Class<E> kind) {
        if (text == null) {
            return Optional.empty();
        }
        var values = kind.getEnumConstants();
        var value = Stream.of(values)
                .filter(v -> v.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst();
        if (value.isEmpty()) {
            wrong(
                    parameter,
                    "must be one of "
                            + Stream.of(values)
                                    .map(v -> v.name().toLowerCase(Locale.ROOT))
                                    .collect(Collectors.joining(", ")));
        }
        return value;
    }

    /** Ends the request with a 400 when anything was wrong. */
    public void check() {
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors).asException();
        }
    }
}
