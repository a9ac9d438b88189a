package dev.latchkey.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One error as a client sees it.
 *
 * @param type what kind of error
 * @param detail what is wrong with this request, and what to do about it
 * @param errors the fields or parameters that are wrong, when there are any
 * @param headers response headers that belong to the error
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457, Problem Details for HTTP APIs</a>
 */
public record Problem(ProblemType type, String detail, List<FieldError> errors, Map<String, String> headers) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /**
     * One wrong field.
     *
     * @param field the name of the body field or query parameter
     * @param message what it must be
     */
    public record FieldError(String field, String message) {}

    public Problem {
        errors = List.copyOf(errors);
        headers = Map.copyOf(headers);
    }

    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail, List.of(), Map.of());
    }

    /** One body field or query parameter is wrong. */
    public static Problem invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)));
    }

    /** Some body fields or query parameters are wrong. */
    public static Problem invalid(List<FieldError> errors) {
        var first = errors.get(0);
        var detail = errors.size() == 1
                ? "'" + first.field() + "' " + first.message() + "."
                : errors.size() + " values are not valid, see 'errors'.";
        return new Problem(ProblemType.INVALID_REQUEST, detail, errors, Map.of());
    }

    /** A body cannot be read as what it was to be. */
    public static Problem unreadable(JsonProcessingException e) {
        return JsonProblems.of(e);
    }

    public Problem withHeader(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Problem(type, detail, errors, more);
    }

    public ProblemException asException() {
        return new ProblemException(this);
    }

    String toJson(String instance, String requestId) {
        var json = new JsonObject()
                .put("type", type.uri())
                .put("title", type.title())
                .put("status", type.status())
                .put("detail", detail)
                .put("instance", instance)
                .put("code", type.code())
                .put("requestId", requestId);
        if (!errors.isEmpty()) {
            var list = new JsonArray();
            errors.forEach(
                    e -> list.add(new JsonObject().put("field", e.field()).put("message", e.message())));
            json.put("errors", list);
        }
        return json.encode();
    }
}
