package dev.latchkey.key;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.caller.Scope;
import dev.latchkey.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import jakarta.ws.rs.BadRequestException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads changes to keys: what is left out stays, what is null goes, and the result must be what a new key could be.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7396">RFC 7396, JSON Merge Patch</a>
 */
@ApplicationScoped
class KeyPatches {

    private final ObjectMapper json;
    private final Validator validator;

    KeyPatches(ObjectMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /** What a key comes to with a patch; fails with a problem, or with what reading a body fails with. */
    KeyProperties apply(JsonNode patch, ApiKey key, Instant now) {
        if (patch.has("type")) {
            throw Problem.invalid("type", "cannot be changed").asException();
        }
        ObjectNode merged = json.valueToTree(current(key));
        merge(merged, patch);
        try {
            var changed = json.treeToValue(merged, CreateApiKey.class);
            var violations = validator.validate(changed);
            if (!violations.isEmpty()) {
                throw new ConstraintViolationException(violations);
            }
            // An expiry that has passed may stay as it is.
            boolean expiryStays = !patch.has("expiresAt");
            return changed.properties(expiryStays ? Instant.MIN : now);
        } catch (JsonProcessingException e) {
            throw new BadRequestException(e);
        }
    }

    private static CreateApiKey current(ApiKey key) {
        return new CreateApiKey(
                key.name,
                key.type,
                key.description,
                KeyProperties.metadata(key),
                key.expiresAt,
                list(key.scopes)
                        .map(Scope::parse)
                        .map(scope -> scope.orElse(null))
                        .toList(),
                list(key.allowedAddresses).toList());
    }

    private static void merge(ObjectNode target, JsonNode patch) {
        for (var field : List.copyOf(patch.properties())) {
            var value = field.getValue();
            if (value.isNull()) {
                target.remove(field.getKey());
            } else if (value.isObject()) {
                var inner = target.get(field.getKey()) instanceof ObjectNode object ? object : target.objectNode();
                merge(inner, value);
                target.set(field.getKey(), inner);
            } else {
                target.set(field.getKey(), value);
            }
        }
    }

    private static Stream<String> list(String[] texts) {
        return texts == null ? Stream.of() : Arrays.stream(texts);
    }
}
