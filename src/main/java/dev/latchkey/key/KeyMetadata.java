package dev.latchkey.key;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The bounds of what people may attach to a key. */
final class KeyMetadata {

    static final int MAX_PAIRS = 20;
    static final int MAX_KEY = 40;
    static final int MAX_VALUE = 500;

    private KeyMetadata() {}

    static Set<String> errors(Map<String, String> metadata) {
        var errors = new LinkedHashSet<String>();
        if (metadata.size() > MAX_PAIRS) {
            errors.add("must hold at most " + MAX_PAIRS + " pairs");
        }
        metadata.forEach((key, value) -> {
            if (key.isEmpty() || key.length() > MAX_KEY || isUnprintable(key)) {
                errors.add("must have keys of 1 to " + MAX_KEY + " characters, none of them a control character");
            }
            if (value == null || value.length() > MAX_VALUE || isUnprintable(value)) {
                errors.add(
                        "must have strings of at most " + MAX_VALUE + " characters, none of them a control character");
            }
        });
        return errors;
    }

    /** Postgres stores neither NUL nor half a surrogate pair. */
    private static boolean isUnprintable(String text) {
        return text.codePoints()
                .anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }
}
