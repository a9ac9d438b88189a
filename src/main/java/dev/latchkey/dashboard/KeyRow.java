package dev.latchkey.dashboard;

import dev.latchkey.key.ApiKeyView;
import dev.latchkey.key.KeyStatus;
import dev.latchkey.key.KeyType;
import dev.latchkey.key.ManagedKeys;
import java.time.Instant;
import java.util.Locale;

/**
 * A key in a table.
 *
 * @param madeBy who made it, for people
 */
public record KeyRow(ApiKeyView key, String madeBy) {

    public String id() {
        return key.id();
    }

    public String name() {
        return key.name();
    }

    public boolean isSecret() {
        return key.type() == KeyType.SECRET;
    }

    public boolean isActive() {
        return key.status() == KeyStatus.ACTIVE;
    }

    public boolean isRevoked() {
        return key.status() == KeyStatus.REVOKED;
    }

    public boolean isRotating() {
        return isActive() && key.secrets().size() > 1;
    }

    /** How it is, in one word. */
    public String state() {
        return isRotating() ? "rotating" : key.status().name().toLowerCase(Locale.ROOT);
    }

    /** Whether its revocation can still be undone, as far as the page can know. */
    public boolean isRestorable() {
        return isRevoked() && Instant.now().isBefore(ManagedKeys.restorableUntil(key.revokedAt()));
    }

    public Instant restorableUntil() {
        return ManagedKeys.restorableUntil(key.revokedAt());
    }
}
