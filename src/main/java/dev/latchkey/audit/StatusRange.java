package dev.latchkey.audit;

import dev.latchkey.page.Query;
import java.util.Optional;
import java.util.regex.Pattern;

/** One status, or a class of them such as {@code 4xx}. */
record StatusRange(int first, int last) {

    private static final Pattern STATUS = Pattern.compile("[1-5](\\d\\d|xx)");
    private static final int CLASS_SIZE = 100;

    static Optional<StatusRange> read(Query query, String text) {
        if (text == null) {
            return Optional.empty();
        }
        if (!STATUS.matcher(text).matches()) {
            query.wrong("status", "must be a status such as 404, or a class such as 4xx");
            return Optional.empty();
        }
        int first = Integer.parseInt(text.replace('x', '0'));
        return Optional.of(new StatusRange(first, text.endsWith("xx") ? first + CLASS_SIZE - 1 : first));
    }
}
