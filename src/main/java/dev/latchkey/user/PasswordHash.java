package dev.latchkey.user;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id, written in the PHC string format, so that a hash says by itself how it was made.
 *
 * @param memoryKib how much memory it takes
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9106">RFC 9106</a>
 */
record PasswordHash(int memoryKib, int iterations, int lanes, byte[] salt, byte[] hash) {

    /** The first choice of the OWASP Password Storage Cheat Sheet that fits into little memory. */
    private static final int MEMORY_KIB = 19_456;

    private static final int ITERATIONS = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private static final Pattern PHC = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");
    private static final int SALT_GROUP = 4;
    private static final int HASH_GROUP = 5;

    /** Hashes a password; takes long, on purpose. */
    static PasswordHash of(String password, SecureRandom random) {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new PasswordHash(
                MEMORY_KIB, ITERATIONS, LANES, salt, derive(password, MEMORY_KIB, ITERATIONS, LANES, salt, HASH_BYTES));
    }

    static PasswordHash parse(String text) {
        var match = PHC.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("not a password hash that this version knows");
        }
        var base64 = Base64.getDecoder();
        return new PasswordHash(
                Integer.parseInt(match.group(1)),
                Integer.parseInt(match.group(2)),
                Integer.parseInt(match.group(3)),
                base64.decode(match.group(SALT_GROUP)),
                base64.decode(match.group(HASH_GROUP)));
    }

    /** Whether it is the hash of this password; takes as long as hashing. */
    boolean matches(String password) {
        return MessageDigest.isEqual(hash, derive(password, memoryKib, iterations, lanes, salt, hash.length));
    }

    String text() {
        var base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + memoryKib + ",t=" + iterations + ",p=" + lanes + "$" + base64.encodeToString(salt)
                + "$" + base64.encodeToString(hash);
    }

    private static byte[] derive(String password, int memoryKib, int iterations, int lanes, byte[] salt, int length) {
        var argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(iterations)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        var hash = new byte[length];
        argon2.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }

    @Override
    public String toString() {
        return "PasswordHash …redacted";
    }
}
