package dev.latchkey.audit;

import java.util.regex.Pattern;

/** Makes text of a request fit to be stored: bounded, without control characters, and without tokens. */
public final class CleanText {

    private static final char REPLACEMENT = '\uFFFD';
    private static final int LONGEST_TOKEN = 64;
    private static final Pattern TOKEN =
            Pattern.compile("([a-z0-9]{1,16}(?:_|%5[Ff])[sp]k(?:_|%5[Ff])(?:test|live)(?:_|%5[Ff]))[0-9A-Za-z]{8,}");

    private CleanText() {}

    public static String of(String text, int maxLength) {
        // Redact before the last cut, so that no part of a token is left at its end; the first cut bounds the work.
        var read = text.length() > maxLength + LONGEST_TOKEN ? text.substring(0, maxLength + LONGEST_TOKEN) : text;
        var redacted = read.contains("k_") || read.contains("k%5")
                ? TOKEN.matcher(read).replaceAll("$1redacted")
                : read;
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
