package dev.latchkey.user;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A person who can log in. */
@Entity
@Table(name = "users")
class User extends PanacheEntityBase {

    @Id
    UUID id;

    /** As {@link Email} writes it. */
    String email;

    String passwordHash;
    Instant createdAt;
    Instant passwordChangedAt;

    static Uni<Optional<User>> named(Email email) {
        return User.<User>find("email", email.text()).firstResult().map(Optional::ofNullable);
    }
}
