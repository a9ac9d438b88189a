package dev.latchkey.patch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;

/**
 * Changes what is said of something: what is left out stays, null removes.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7396">RFC 7396, JSON Merge Patch</a>
 */
@ApplicationScoped
public class MergePatch {

    public static final String MEDIA_TYPE = "application/merge-patch+json";

    private final ObjectMapper json;
    private final Validator validator;

    MergePatch(ObjectMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /** What was there with a patch applied; fails as a request with such a body does. */
    public <T> T apply(T before, Class<T> type, ObjectNode patch) {
        try {
            // Removing a field that does not exist leaves no trace, so the patch is read by itself, too.
            json.treeToValue(patch, type);
            ObjectNode target = json.valueToTree(before);
            merge(target, patch);
            var after = json.treeToValue(target, type);
            var violations = validator.validate(after);
            if (!violations.isEmpty()) {
                throw new ConstraintViolationException(violations);
            }
            return after;
        } catch (JsonProcessingException e) {
            throw Problem.unreadable(e).asException();
        }
    }

    private static void merge(ObjectNode target, ObjectNode patch) {
        for (var field : patch.properties()) {
            JsonNode value = field.getValue();
            if (value.isNull()) {
                target.remove(field.getKey());
            } else if (value instanceof ObjectNode nested) {
                merge(
                        target.get(field.getKey()) instanceof ObjectNode there
                                ? there
                                : target.putObject(field.getKey()),
                        nested);
            } else {
                target.set(field.getKey(), value);
            }
        }
    }
}
