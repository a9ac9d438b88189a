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

/** A one-time link by which a person comes to belong to an organization. It is deleted when it is used. */
@Entity
@Table(name = "invitations")
class Invitation extends PanacheEntityBase {

    @Id
    UUID id;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    Organization organization;

    /** Whom it is for; null for an owner that only the operator knows. */
    String email;

    @Enumerated(EnumType.STRING)
    Role role;

    byte[] tokenDigest;
    Instant createdAt;
    Instant expiresAt;
}
