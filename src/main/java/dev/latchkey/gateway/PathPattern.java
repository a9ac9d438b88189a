package dev.latchkey.gateway;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Which paths a route has.
 *
 * @param text as configured
 * @param segments each itself, or {@code *} for any one that is not empty
 * @param isOpen whether anything may follow, or nothing
 */
record PathPattern(String text, List<String> segments, boolean isOpen) {

    private static final String REST = "/**";
    private static final String ANY = "*";
    private static final Pattern READABLE = Pattern.compile("(?:/(?:\\*|[A-Za-z0-9._~!$&'()+,=:@-]+))*(?:/|/\\*\\*)?");

    static PathPattern parse(String text) {
        if (text.isEmpty()
                || !READABLE.matcher(text).matches()
                || PlainPath.of(text).isEmpty()) {
            throw new IllegalArgumentException("must be a path such as /orders, /orders/*/items or /orders/**, with * "
                    + "for a whole segment and ** at the end only");
        }
        boolean open = text.endsWith(REST);
        var fixed = open ? text.substring(0, text.length() - REST.length()) : text;
        return new PathPattern(
                text, fixed.isEmpty() ? List.of() : List.of(fixed.substring(1).split("/", -1)), open);
    }

    boolean matches(PlainPath path) {
        var given = path.segments();
        if (isOpen ? given.size() < segments.size() : given.size() != segments.size()) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            var wanted = segments.get(i);
            if (wanted.equals(ANY) ? given.get(i).isEmpty() : !wanted.equals(given.get(i))) {
                return false;
            }
        }
        return true;
    }
}
