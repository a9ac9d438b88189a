package dev.latchkey.organization;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** The tenant: owns keys, logs and everything else. */
@Entity
@Table(name = "organizations")
public class Organization extends PanacheEntityBase {

    @Id
    public UUID id;

    public String name;
    public Instant createdAt;

    public static Uni<Boolean> none() {
        return count().map(n -> n == 0);
    }

    public static Organization named(String name, UUID id, Instant now) {
        var organization = new Organization();
        organization.id = id;
        organization.name = name;
        organization.createdAt = now;
        return organization;
    }
}
