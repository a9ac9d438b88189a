package dev.latchkey.idempotency;

import dev.latchkey.organization.Environment;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.vertx.core.json.JsonObject;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The answer to a named request, written in the transaction of the change. */
@Entity
@Table(name = "idempotency_keys")
class KeptAnswer extends PanacheEntityBase {

    static final String REPLAYED = "Idempotent-Replayed";

    /** A UUIDv7: it tells when. */
    @Id
    UUID id;

    UUID organizationId;

    @Enumerated(EnumType.STRING)
    Environment environment;

    byte[] keyDigest;
    byte[] fingerprint;
    int status;
    JsonObject headers;

    /** JSON; null when there is none, or it was too large. */
    String body;

    /** The change is made, and whoever made it is about to know more of it. */
    boolean pending;

    /** The answer again. It is text already, whatever type it was. */
    @SuppressWarnings("unchecked")
    <T> RestResponse<T> replay() {
        var answer = ResponseBuilder.<T>create(status);
        answer.entity((T) body).header(REPLAYED, "true");
        headers.forEach(header -> answer.header(header.getKey(), header.getValue()));
        return answer.build();
    }
}
