package dev.latchkey.key;

import java.util.Optional;
import java.util.UUID;

/**
 * Who changes a key, and with which request.
 *
 * @param apiKeyId the key that acts, unless it is the service itself
 * @param keySecretId the secret it came with
 */
record Actor(Optional<UUID> apiKeyId, Optional<UUID> keySecretId, Optional<String> requestId) {

    /** Nobody asked for it. */
    static final Actor SERVICE = new Actor(Optional.empty(), Optional.empty(), Optional.empty());

    static Actor of(Grant grant, String requestId) {
        return new Actor(Optional.of(grant.keyId()), Optional.of(grant.secretId()), Optional.of(requestId));
    }
}
