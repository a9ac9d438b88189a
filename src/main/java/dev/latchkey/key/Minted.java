package dev.latchkey.key;

import java.time.Instant;
import java.util.UUID;

/** A new token and what is kept of it. */
record Minted(KeyToken token, Digest digest, String pepperId) {

    KeySecret secretOf(ApiKey key, UUID id, Instant now) {
        var secret = new KeySecret();
        secret.id = id;
        secret.apiKey = key;
        secret.digest = digest.bytes();
        secret.pepperId = pepperId;
        secret.hint = token.hint();
        secret.createdAt = now;
        return secret;
    }
}
