package dev.latchkey.audit;

import dev.latchkey.redaction.Redaction;

/** Makes text of a request fit to be stored: bounded, without control characters, and without tokens. */
public final class CleanText {

    private static final char REPLACEMENT = '\uFFFD';

    private CleanText() {}

    public static String of(String text, int maxLength) {
        // Redact before the last cut, so that no part of a token is left at its end; the first cut bounds the work.
        int most = maxLength + Redaction.LONGEST_TOKEN;
        var redacted = Redaction.of(text.length() > most ? text.substring(0, most) : text);
        var bounded = redacted.length() > maxLength ? redacted.substring(0, maxLength) : redacted;
        return isClean(bounded) ? bounded : replaced(bounded);
    }

    private static boolean isClean(String text) {
        return text.chars().noneMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c));
    }

    private static String replaced(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) || c <= Character.MAX_VALUE && Character.isSurrogate((char) c)
                        ? REPLACEMENT
                        : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
