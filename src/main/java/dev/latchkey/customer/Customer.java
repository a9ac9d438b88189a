package dev.latchkey.customer;

import dev.latchkey.conditional.EntityTag;
import dev.latchkey.metadata.Metadata;
import dev.latchkey.organization.Environment;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.vertx.core.json.JsonObject;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;

/** Whom an organization serves. */
@Entity
@Table(name = "customers")
class Customer extends PanacheEntityBase {

    @Id
    UUID id;

    UUID organizationId;

    @Enumerated(EnumType.STRING)
    Environment environment;

    String externalId;
    String name;
    String email;
    String phone;

    @Embedded
    CustomerAddress address;

    JsonObject metadata;
    Instant createdAt;
    Instant updatedAt;

    @Version
    long version;

    void set(CustomerFields fields, Instant now) {
        externalId = fields.externalId();
        name = fields.name();
        email = fields.email();
        phone = fields.phone();
        address = fields.address();
        metadata = Metadata.toColumn(fields.metadata());
        updatedAt = now;
    }

    CustomerFields fields() {
        return new CustomerFields(externalId, name, email, phone, address, Metadata.ofColumn(metadata));
    }

    EntityTag tag() {
        return EntityTag.ofVersion(version);
    }
}
