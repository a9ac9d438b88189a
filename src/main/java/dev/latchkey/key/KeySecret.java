package dev.latchkey.key;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** One value that proves a key; only its digest is stored. */
@Entity
@Table(name = "key_secrets")
class KeySecret extends PanacheEntityBase {

    @Id
    UUID id;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    ApiKey apiKey;

    byte[] digest;
    String pepperId;
    String hint;
    Instant createdAt;
    Instant retiresAt;

    /** How long it must be silent to retire before {@link #retiresAt}; null when silence changes nothing. */
    Long retireWhenIdleMs;
}
