package dev.latchkey.user;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** A browser that a person is logged in with. */
@Entity
@Table(name = "user_sessions")
class UserSession extends PanacheEntityBase {

    @Id
    UUID id;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    User user;

    byte[] tokenDigest;
    Instant createdAt;
    Instant lastSeenAt;

    /** When the password was last given. */
    Instant confirmedAt;

    boolean isOver(Duration idle, Duration longest, Instant now) {
        return !now.isBefore(lastSeenAt.plus(idle)) || !now.isBefore(createdAt.plus(longest));
    }
}
