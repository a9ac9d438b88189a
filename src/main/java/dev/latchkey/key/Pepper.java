package dev.latchkey.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Turns tokens into digests with HMAC-SHA-256 under a secret of the server, so that somebody who can write the table
 * still cannot mint a key. Random 178-bit tokens need no slow hash.
 */
class Pepper {

    private static final String ALGORITHM = "HmacSHA256";

    private final String id;
    private final Mac keyed;

    Pepper(String id, String secret) {
        if (!KeyConfig.isStrongPepper(secret)) {
            throw new IllegalArgumentException("a pepper has at least " + KeyConfig.MIN_PEPPER_LENGTH + " characters");
        }
        this.id = id;
        try {
            keyed = Mac.getInstance(ALGORITHM);
            keyed.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** Which pepper made a digest, so that two can be live while one replaces the other. */
    String id() {
        return id;
    }

    Digest digest(KeyToken token) {
        return digest(token.text());
    }

    Digest digest(String token) {
        try {
            // A Mac is not thread-safe; a clone skips the key schedule.
            var mac = (Mac) keyed.clone();
            return Digest.of(mac.doFinal(token.getBytes(StandardCharsets.US_ASCII)));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's " + ALGORITHM + " can be cloned", e);
        }
    }
}
