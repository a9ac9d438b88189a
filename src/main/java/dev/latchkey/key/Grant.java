package dev.latchkey.key;

import dev.latchkey.caller.Caller;
import dev.latchkey.organization.Environment;
import dev.latchkey.restriction.Restrictions;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Everything a request needs to know about a key, read once and never changed.
 *
 * @param isExposedInBrowser whether it is a secret key that was seen in a browser
 * @param secretRetiresAt when the secret that was presented stops proving the key, if it does
 */
public record Grant(
        UUID organizationId,
        String organizationName,
        UUID keyId,
        String keyName,
        KeyType type,
        Environment environment,
        UUID secretId,
        String hint,
        Optional<Instant> expiresAt,
        Optional<Instant> secretRetiresAt,
        Optional<Instant> revokedAt,
        boolean isExposedInBrowser,
        Restrictions restrictions) {

    static Grant of(KeySecret secret) {
        var key = secret.apiKey;
        return new Grant(
                key.organization.id,
                key.organization.name,
                key.id,
                key.name,
                key.type,
                key.environment,
                secret.id,
                secret.hint,
                Optional.ofNullable(key.expiresAt),
                Optional.ofNullable(secret.retiresAt),
                Optional.ofNullable(key.revokedAt),
                key.exposedInBrowserAt != null,
                key.restrictions());
    }

    /** Whom a request with it acts for. */
    public Caller caller() {
        return Caller.ofKey(organizationId, environment, keyId, type == KeyType.PUBLISHABLE);
    }

    /** Decides at use, not at load: time goes on while a grant is cached. */
    public Verdict verdict(Instant now) {
        if (revokedAt.isPresent()) {
            return new Verdict.Refused(this, Verdict.Reason.REVOKED);
        }
        if (isPast(expiresAt, now)) {
            return new Verdict.Refused(this, Verdict.Reason.EXPIRED);
        }
        // Last, since it tells to use the newer secret, which must then work.
        return isPast(secretRetiresAt, now)
                ? new Verdict.Refused(this, Verdict.Reason.ROTATED)
                : new Verdict.Granted(this);
    }

    private static boolean isPast(Optional<Instant> end, Instant now) {
        return end.isPresent() && !now.isBefore(end.get());
    }
}
