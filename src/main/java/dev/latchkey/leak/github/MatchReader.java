package dev.latchkey.leak.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.Problem.FieldError;
import dev.latchkey.problem.ProblemType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the body of a batch. Fields that are not known are left alone: GitHub may add some. */
final class MatchReader {

    private static final int MAX_ERRORS = 20;

    private final ObjectMapper json;
    private final int maxTokens;

    MatchReader(ObjectMapper json, int maxTokens) {
        this.json = json;
        this.maxTokens = maxTokens;
    }

    /** The matches of a batch; fails with a problem that names what is wrong. */
    List<Match> read(byte[] body) {
        var list = parse(body);
        if (!list.isArray()) {
            throw Problem.of(ProblemType.MALFORMED_REQUEST, "The body must be a JSON array.")
                    .asException();
        }
        if (list.isEmpty() || list.size() > maxTokens) {
            throw Problem.invalid("body", "must hold 1 to " + maxTokens + " tokens")
                    .asException();
        }
        var errors = new ArrayList<FieldError>();
        var matches = new ArrayList<Match>(list.size());
        for (int i = 0; i < list.size() && errors.size() < MAX_ERRORS; i++) {
            matches.add(read(i, list.get(i), errors));
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors).asException();
        }
        return matches;
    }

    private JsonNode parse(byte[] body) {
        try {
            return json.readTree(body);
        } catch (JsonProcessingException e) {
            throw Problem.unreadable(e).asException();
        } catch (IOException e) {
            throw Problem.of(ProblemType.MALFORMED_REQUEST, "The body is not UTF-8.")
                    .asException();
        }
    }

    private static Match read(int index, JsonNode entry, List<FieldError> errors) {
        if (!entry.isObject()) {
            errors.add(new FieldError(String.valueOf(index), "must be an object"));
            return null;
        }
        return new Match(
                text(index, entry, "token", true, errors),
                text(index, entry, "type", true, errors),
                text(index, entry, "url", false, errors),
                text(index, entry, "source", false, errors));
    }

    private static String text(int index, JsonNode entry, String name, boolean required, List<FieldError> errors) {
        var value = entry.path(name);
        if (!value.isTextual() && (required || !(value.isMissingNode() || value.isNull()))) {
            errors.add(new FieldError(index + "." + name, "must be a string"));
        }
        return value.asText("");
    }
}
