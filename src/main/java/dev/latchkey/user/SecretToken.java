package dev.latchkey.user;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** The value of a cookie or a one-time link: 256 random bits. Only its digest is stored; it prints as redacted. */
public record SecretToken(String text) {

    private static final int BYTES = 32;

    static SecretToken random(SecureRandom random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new SecretToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** What is stored of it. So many random bits need no slow hash. */
    byte[] digest() {
        return sha256(text);
    }

    /** Another secret that whoever has this one can tell, and from which this one cannot be told. */
    public String derived(String purpose) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(purpose + '\n' + text));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "…redacted";
    }
}
