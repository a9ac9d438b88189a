package dev.latchkey.leak.github;

import dev.latchkey.audit.CleanText;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A text that GitHub takes for a token of ours.
 *
 * @param type what GitHub calls tokens of this kind
 * @param url where it is, or empty
 * @param source in what kind of place it is, such as {@code commit}, or empty
 */
record Match(String token, String type, String url, String source) {

    private static final int MAX_SOURCE = 50;
    private static final int MAX_URL = 500;

    /** Where it is, for people; without the token, wherever that may be hidden. */
    String place() {
        return "GitHub secret scanning"
                + (source.isEmpty() ? "" : ", " + CleanText.of(without(source), MAX_SOURCE))
                + (url.isEmpty() ? "" : ": " + CleanText.of(without(url), MAX_URL));
    }

    /** The SHA-256 of the token, by which GitHub knows it again. */
    String tokenHash() {
        return HexFormat.of().formatHex(Sha256.of(token.getBytes(StandardCharsets.UTF_8)));
    }

    private String without(String text) {
        return token.isEmpty() ? text : text.replace(token, "…");
    }

    @Override
    public String toString() {
        return "match of type " + type + ", redacted";
    }
}
