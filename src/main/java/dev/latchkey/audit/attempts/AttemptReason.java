package dev.latchkey.audit.attempts;

import java.util.Locale;

/** What was wrong with the key of a failed attempt. */
public enum AttemptReason {
    /** Not the text of a key. */
    MALFORMED,
    /** More than one key. */
    SEVERAL,
    /** The text of a key that there is not. */
    UNKNOWN;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
