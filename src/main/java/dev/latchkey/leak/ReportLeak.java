package dev.latchkey.leak;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which key has leaked. Either its token or its id; without a key to report it with, the token and nothing else. */
@Schema(name = "ReportLeak", description = "A report without an API key holds a token and nothing else.")
record ReportLeak(
        @Schema(
                nullable = true,
                description =
                        "The token that was found: of any key of the organization, without an API key of any key.")
        @Size(max = 256, message = "must be at most {max} characters")
        String token,

        @Schema(nullable = true, examples = "key_01jd9qv3m8e9kb4c5f6g7h8j9k")
        String apiKeyId,

        @Schema(
                nullable = true,
                examples = "found in a public repository",
                description =
                        "Who says so, or where it was found. Needed with `apiKeyId`; goes into the events of the key.")
        @Size(min = 1, max = 200, message = "must be {min} to {max} characters")
        @Pattern(regexp = "[^\\p{Cc}\\p{Cs}]*", message = "must not hold control characters")
        String source,

        @Schema(
                nullable = true,
                description = "Since when the key may have been known to others; 30 days ago, when it is left out.")
        Instant since,

        @Schema(
                nullable = true,
                defaultValue = "false",
                description = "Whether to make another key that may do the same.")
        Boolean replace) {

    Instant sinceOr(Instant usual) {
        return since == null ? usual : since;
    }

    boolean isReplacementWanted() {
        return Boolean.TRUE.equals(replace);
    }

    @Override
    public String toString() {
        return "ReportLeak, redacted";
    }
}
