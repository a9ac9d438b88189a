package dev.latchkey.key;

import dev.latchkey.organization.Environment;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** One change to a key, as it happened. Never changed itself. */
@Entity
@Table(name = "key_events")
class KeyEvent extends PanacheEntityBase {

    @Id
    UUID id;

    Instant occurredAt;
    UUID organizationId;

    @Enumerated(EnumType.STRING)
    Environment environment;

    UUID apiKeyId;

    @Enumerated(EnumType.STRING)
    KeyEventType type;

    /** The secret that was made or retired. */
    UUID keySecretId;

    UUID actorApiKeyId;
    UUID actorKeySecretId;
    UUID actorUserId;
    String requestId;
    String detail;
}
