package dev.latchkey.key;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;

/**
 * Changes what is said of a key: what is left out stays, null removes.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7396">RFC 7396, JSON Merge Patch</a>
 */
@ApplicationScoped
class MergePatch {

    private final ObjectMapper json;
    private final Validator validator;

    MergePatch(ObjectMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /** The settings of a key with a patch applied; fails as a request with such a body does. */
    UpdateApiKey apply(ApiKey key, ObjectNode patch) {
        ObjectNode target = json.valueToTree(UpdateApiKey.of(key));
        merge(target, patch);
        try {
            var settings = json.treeToValue(target, UpdateApiKey.class);
            var violations = validator.validate(settings);
            if (!violations.isEmpty()) {
                throw new ConstraintViolationException(violations);
            }
            return settings;
        } catch (JsonProcessingException e) {
            throw Problem.unreadable(e).asException();
        }
    }

    static void merge(ObjectNode target, ObjectNode patch) {
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
