package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.organization.Environment;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GrantTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final Optional<Instant> AT_NOON = Optional.of(NOON);
    private static final Optional<Instant> NEVER = Optional.empty();

    @Test
    void aSecretRetiresAtItsMomentAndNotBefore() {
        var grant = grant(NEVER, AT_NOON, NEVER);

        assertThat(grant.verdict(NOON.minusNanos(1))).isInstanceOf(Verdict.Granted.class);
        assertThat(reason(grant)).isEqualTo(Verdict.Reason.ROTATED);
    }

    @Test
    void whoeverIsToldToUseTheNewerSecretHasOneThatWorks() {
        assertThat(reason(grant(AT_NOON, AT_NOON, NEVER))).isEqualTo(Verdict.Reason.EXPIRED);
        assertThat(reason(grant(NEVER, AT_NOON, AT_NOON))).isEqualTo(Verdict.Reason.REVOKED);
    }

    private static Verdict.Reason reason(Grant grant) {
        return ((Verdict.Refused) grant.verdict(NOON)).reason();
    }

    private static Grant grant(Optional<Instant> expiresAt, Optional<Instant> retiresAt, Optional<Instant> revokedAt) {
        return new Grant(
                new UUID(0, 1),
                "Acme",
                new UUID(0, 2),
                "Key",
                KeyType.SECRET,
                Environment.TEST,
                new UUID(0, 3),
                "hint",
                expiresAt,
                retiresAt,
                revokedAt,
                false,
                dev.latchkey.restriction.Restrictions.NONE);
    }
}
