package dev.latchkey.metadata;

import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The bounds of metadata, and how it is stored. */
public final class Metadata {

    static final int MAX_PAIRS = 20;
    static final int MAX_KEY = 40;
    static final int MAX_VALUE = 500;

    private Metadata() {}

    /** What is wrong with it; nothing when it is good. */
    public static Set<String> errors(Map<String, String> metadata) {
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

    /** As a column holds it: null when there is none. */
    public static JsonObject toColumn(Map<String, String> metadata) {
        return metadata == null || metadata.isEmpty() ? null : new JsonObject(Map.copyOf(metadata));
    }

    /** From a column, in the order of its keys. */
    public static Map<String, String> ofColumn(JsonObject column) {
        var pairs = new TreeMap<String, String>();
        if (column != null) {
            column.forEach(pair -> pairs.put(pair.getKey(), String.valueOf(pair.getValue())));
        }
        return Collections.unmodifiableMap(pairs);
    }

    /** Postgres stores neither NUL nor half a surrogate pair. */
    private static boolean isUnprintable(String text) {
        return text.codePoints()
                .anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }
}
