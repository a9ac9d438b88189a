package dev.latchkey.conditional;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What {@code If-Match} or {@code If-None-Match} names.
 *
 * @param any whether it was {@code *}
 */
record EntityTags(boolean any, List<Named> named) {

    // A list may have empty elements (RFC 9110, 5.6.1).
    private static final Pattern ELEMENT =
            Pattern.compile("[ \\t,]*(?<weak>W/)?\"(?<opaque>[\\x21\\x23-\\x7E\\x80-\\xFF]*)\"[ \\t]*(?:,[ \\t,]*|$)");

    /** One of them. */
    record Named(boolean weak, String opaque) {}

    EntityTags {
        named = List.copyOf(named);
    }

    /** Reads the lines of such a header; nothing when they are malformed. */
    static Optional<EntityTags> parse(List<String> lines) {
        var text = String.join(",", lines).strip();
        if (text.equals("*")) {
            return Optional.of(new EntityTags(true, List.of()));
        }
        var named = new ArrayList<Named>();
        var element = ELEMENT.matcher(text);
        int end = 0;
        while (end < text.length() && element.find(end) && element.start() == end) {
            named.add(new Named(element.group("weak") != null, element.group("opaque")));
            end = element.end();
        }
        return end == text.length() && !named.isEmpty() ? Optional.of(new EntityTags(false, named)) : Optional.empty();
    }

    /** Whether one of them names this state and is not weak. */
    boolean matchStrongly(EntityTag current) {
        return any || named.contains(new Named(false, current.opaque()));
    }

    /** Whether one of them names this state or one that is as good. */
    boolean matchWeakly(EntityTag current) {
        return matchStrongly(current) || named.contains(new Named(true, current.opaque()));
    }
}
