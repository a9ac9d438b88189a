package dev.latchkey.key;

import dev.latchkey.organization.Environment;
import dev.latchkey.organization.Organization;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Formula;

/** A named identity of an organization. Has one {@link KeySecret}, or two while it rotates. */
@Entity
@Table(name = "api_keys")
class ApiKey extends PanacheEntityBase {

    @Id
    UUID id;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    Organization organization;

    @Enumerated(EnumType.STRING)
    Environment environment;

    @Enumerated(EnumType.STRING)
    KeyType type;

    String name;
    Instant createdAt;
    Instant expiresAt;
    Instant revokedAt;

    /** Of the newest secret. */
    @Formula("(select s.hint from key_secrets s where s.api_key_id = id order by s.id desc limit 1)")
    String hint;

    KeyStatus status(Instant now) {
        if (revokedAt != null) {
            return KeyStatus.REVOKED;
        }
        return expiresAt != null && !now.isBefore(expiresAt) ? KeyStatus.EXPIRED : KeyStatus.ACTIVE;
    }
}
