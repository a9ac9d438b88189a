package dev.latchkey.key;

import dev.latchkey.conditional.EntityTag;
import dev.latchkey.metadata.Metadata;
import dev.latchkey.organization.Environment;
import dev.latchkey.organization.Organization;
import dev.latchkey.restriction.AllowedAddresses;
import dev.latchkey.restriction.AllowedOrigins;
import dev.latchkey.restriction.RateLimit;
import dev.latchkey.restriction.Restrictions;
import dev.latchkey.restriction.Scopes;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.vertx.core.json.JsonObject;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
    Instant leakReportedAt;
    Instant exposedInBrowserAt;
    String description;
    JsonObject metadata;
    String[] scopes;
    String[] allowedAddresses;
    String[] allowedOrigins;
    Integer rateLimitRequests;
    Long rateLimitPeriodMs;

    /** Of the newest secret. */
    @Formula("(select s.hint from key_secrets s where s.api_key_id = id order by s.id desc limit 1)")
    String hint;

    /** Of all that is said of it, of its revocation and of its newest secret; not of when it was used. */
    EntityTag tag() {
        return EntityTag.ofContent(Arrays.asList(
                        name,
                        description,
                        new TreeMap<>(metadata()),
                        expiresAt,
                        scopes(),
                        allowedAddresses(),
                        allowedOrigins(),
                        rateLimit(),
                        revokedAt,
                        hint)
                .toString());
    }

    KeyStatus status(Instant now) {
        if (revokedAt != null) {
            return KeyStatus.REVOKED;
        }
        return expiresAt != null && !now.isBefore(expiresAt) ? KeyStatus.EXPIRED : KeyStatus.ACTIVE;
    }

    Map<String, String> metadata() {
        return Metadata.ofColumn(metadata);
    }

    List<String> scopes() {
        return list(scopes);
    }

    List<String> allowedAddresses() {
        return list(allowedAddresses);
    }

    List<String> allowedOrigins() {
        return list(allowedOrigins);
    }

    Optional<RateLimit> rateLimit() {
        return Optional.ofNullable(rateLimitRequests)
                .map(requests -> new RateLimit(requests, Duration.ofMillis(rateLimitPeriodMs)));
    }

    /** Of the key and its organization. */
    Restrictions restrictions() {
        return new Restrictions(
                Scopes.of(scopes()),
                AllowedAddresses.of(allowedAddresses()),
                AllowedOrigins.of(allowedOrigins()),
                rateLimit().or(organization::defaultRateLimit));
    }

    private static List<String> list(String[] texts) {
        return texts == null ? List.of() : List.of(texts);
    }
}
