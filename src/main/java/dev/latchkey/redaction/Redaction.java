package dev.latchkey.redaction;

import java.util.regex.Pattern;

/** Recognises tokens in any text by their form: of keys, whatever their prefix, and of portal sessions. */
public final class Redaction {

    /** No token is longer; of a longer text that is cut, so much more must be read before the cut. */
    public static final int LONGEST_TOKEN = 64;

    private static final Pattern TOKEN = Pattern.compile(
            "((?:[a-z0-9]{1,16}(?:_|%5[Ff])[sp]k|mg[lc])(?:_|%5[Ff])(?:test|live)(?:_|%5[Ff]))[0-9A-Za-z]{8,}");

    private Redaction() {}

    /** The same text, with the secret part of each token replaced. */
    public static String of(String text) {
        return text.contains("k_") || text.contains("k%5") || text.contains("mg")
                ? TOKEN.matcher(text).replaceAll("$1redacted")
                : text;
    }
}
