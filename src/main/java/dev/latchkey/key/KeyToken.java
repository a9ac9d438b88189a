package dev.latchkey.key;

import dev.latchkey.organization.Environment;

/** The string that proves a key, known to be well formed. Prints as redacted, wherever it ends up. */
public record KeyToken(KeyType type, Environment environment, String text) {

    private static final int SHOWN = 4;

    /** What may be stored and shown of a token: its head and its last four characters. */
    String hint() {
        var head = text.substring(0, text.lastIndexOf('_') + 1);
        return head + "…" + text.substring(text.length() - SHOWN);
    }

    @Override
    public String toString() {
        return type + " " + environment + " token, redacted";
    }
}
