package dev.latchkey.audit.attempts;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** A place in the list of counts, newest first, as {@code minute}, or {@code minute~source~reason} of the one before. */
record AttemptPlace(Instant minute, String source, String reason) {

    static final AttemptPlace START = new AttemptPlace(Instant.parse("9999-12-31T23:59:59Z"), "", "");

    private static final String SEPARATOR = "~";
    private static final int PARTS = 3;
    private static final int MAX_LENGTH = 100;

    static Optional<AttemptPlace> parse(String text) {
        var parts = text.split(SEPARATOR, -1);
        if (text.length() > MAX_LENGTH || text.indexOf('\0') >= 0 || parts.length != 1 && parts.length != PARTS) {
            return Optional.empty();
        }
        try {
            var minute = Instant.parse(parts[0]);
            if (minute.isBefore(Instant.EPOCH) || minute.isAfter(START.minute)) {
                return Optional.empty();
            }
            return Optional.of(
                    parts.length == 1
                            ? new AttemptPlace(minute, "", "")
                            : new AttemptPlace(minute, parts[1], parts[2]));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    static AttemptPlace after(AttemptCount count) {
        return new AttemptPlace(count.minute(), count.source(), count.reason());
    }

    @Override
    public String toString() {
        return String.join(SEPARATOR, minute.toString(), source, reason);
    }
}
