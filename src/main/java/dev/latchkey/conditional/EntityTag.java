package dev.latchkey.conditional;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** Names one state of what a path shows, for strong comparison (RFC 9110, 8.8.3). */
public record EntityTag(String opaque) {

    private static final int BYTES = 16;

    /** Of a row that counts its changes. */
    public static EntityTag ofVersion(long version) {
        return new EntityTag("v" + version);
    }

    /** Of an answer, whatever it was made of. */
    public static EntityTag ofContent(String content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return new EntityTag(Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, BYTES)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** As the header {@code ETag} has it. */
    @Override
    public String toString() {
        return '"' + opaque + '"';
    }
}
