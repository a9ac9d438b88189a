package dev.latchkey.user;

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

/** A person's place in an organization. */
@Entity
@Table(name = "memberships")
class Membership extends PanacheEntityBase {

    @Id
    UUID id;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    User user;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    Organization organization;

    @Enumerated(EnumType.STRING)
    Role role;

    Instant createdAt;
}
