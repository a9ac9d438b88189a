package dev.latchkey.key;

import java.util.Optional;
import java.util.UUID;

/**
 * Who changes a key, and with which request.
 *
 * @param grant what the key that acts may do, unless it is the service itself
 */
record Actor(Optional<Grant> grant, Optional<String> requestId) {

    /** Nobody asked for it. */
    static final Actor SERVICE = new Actor(Optional.empty(), Optional.empty());

    static Actor of(Grant grant, String requestId) {
        return new Actor(Optional.of(grant), Optional.of(requestId));
    }

    Optional<UUID> apiKeyId() {
        return grant.map(Grant::keyId);
    }

    /** The secret it came with. */
    Optional<UUID> keySecretId() {
        return grant.map(Grant::secretId);
    }
}
