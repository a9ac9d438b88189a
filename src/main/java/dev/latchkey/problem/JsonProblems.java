package dev.latchkey.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.time.Duration;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what is wrong with a JSON body, without repeating any of it. */
final class JsonProblems {

    private static final String INTEGER = "an integer";

    private JsonProblems() {}

    static Problem of(JsonProcessingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return Problem.invalid(field(unknown.getPath()), "is not a field of this request");
        }
        if (e instanceof MismatchedInputException mismatch && mismatch.getPath().isEmpty()) {
            return Problem.of(ProblemType.MALFORMED_REQUEST, "The body must be a JSON object.");
        }
        if (e instanceof MismatchedInputException mismatch) {
            return Problem.invalid(field(mismatch.getPath()), "must be " + expected(mismatch));
        }
        if (e.getCause() instanceof InputCoercionException && e instanceof JsonMappingException number) {
            return Problem.invalid(field(number.getPath()), "must be " + INTEGER);
        }
        var at = e.getLocation();
        return Problem.of(
                ProblemType.MALFORMED_REQUEST,
                at == null
                        ? "The body is not valid JSON."
                        : "The body is not valid JSON: line " + at.getLineNr() + ", column " + at.getColumnNr() + ".");
    }

    private static String field(List<JsonMappingException.Reference> path) {
        return path.stream()
                .map(step -> step.getFieldName() != null ? step.getFieldName() : String.valueOf(step.getIndex()))
                .collect(Collectors.joining("."));
    }

    private static String expected(MismatchedInputException mismatch) {
        var type = mismatch.getTargetType();
        if (type != null && type.isEnum() && mismatch instanceof InvalidFormatException) {
            return "one of "
                    + Stream.of(type.getEnumConstants())
                            .map(value -> ((Enum<?>) value).name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "));
        }
        if (type != null && Temporal.class.isAssignableFrom(type)) {
            return "a date and time such as 2026-01-31T08:00:00Z";
        }
        if (type == Duration.class) {
            return "an ISO 8601 duration such as PT24H or P7D";
        }
        if (type == Long.class || type == Integer.class || type == long.class || type == int.class) {
            return INTEGER;
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (type != null && Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return type == null || type == String.class || type.isEnum() ? "a string" : "of another type";
    }
}
