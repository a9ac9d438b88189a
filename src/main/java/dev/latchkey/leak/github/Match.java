package dev.latchkey.leak.github;

import dev.latchkey.audit.CleanText;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A text that GitHub takes for a token of ours. Where it is may be empty. */
@Schema(name = "SecretScanningMatch", description = "A text that looks like a token. More fields may be sent.")
record Match(
        @Schema(examples = "mf_sk_live_…") String token,

        @Schema(examples = "latchkey_secret_key", description = "What GitHub calls tokens of this kind.")
        String type,

        @Schema(nullable = true, examples = "https://github.com/octocat/hello/blob/main/config.txt")
        String url,

        @Schema(nullable = true, examples = "commit", description = "In what kind of place it is.")
        String source) {

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
