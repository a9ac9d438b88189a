package dev.latchkey.key;

import java.util.Optional;
import java.util.UUID;

/**
 * Who changes a key, and with which request.
 *
 * @param grant what the key that acts may do, when a key acts
 * @param userId the person who acts, when one does; neither of them: the service itself
 */
record Actor(Optional<Grant> grant, Optional<UUID> userId, Optional<String> requestId) {

    /** Nobody asked for it. */
    static final Actor SERVICE = new Actor(Optional.empty(), Optional.empty(), Optional.empty());

    static Actor of(Grant grant, String requestId) {
        return new Actor(Optional.of(grant), Optional.empty(), Optional.of(requestId));
    }

    static Actor of(UUID userId, String requestId) {
        return new Actor(Optional.empty(), Optional.of(userId), Optional.of(requestId));
    }

    /** Nobody who is known, but with a request. */
    static Actor unknown(String requestId) {
        return new Actor(Optional.empty(), Optional.empty(), Optional.of(requestId));
    }

    Optional<UUID> apiKeyId() {
        return grant.map(Grant::keyId);
    }

    /** The secret it came with. */
    Optional<UUID> keySecretId() {
        return grant.map(Grant::secretId);
    }
}
