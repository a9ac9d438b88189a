package dev.latchkey.leak.github;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What GitHub is told of a match. The token is named by its hash, so that none leaves in an answer. */
@Schema(name = "SecretScanningFeedback")
record Feedback(
        @JsonProperty("token_hash")
        @Schema(
                examples = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                description = "The SHA-256 of the token, in hexadecimal digits.")
        String tokenHash,

        @JsonProperty("token_type") @Schema(examples = "latchkey_secret_key", description = "As it came.")
        String tokenType,

        @Schema(description = "`true_positive`: it is or was the token of a key. `false_positive`: it never was one.")
        Label label) {

    /** Whether a match is what it was taken for. */
    enum Label {
        @JsonProperty("true_positive")
        TRUE_POSITIVE,
        @JsonProperty("false_positive")
        FALSE_POSITIVE
    }

    static Feedback of(Match match, boolean isToken) {
        return new Feedback(match.tokenHash(), match.type(), isToken ? Label.TRUE_POSITIVE : Label.FALSE_POSITIVE);
    }
}
