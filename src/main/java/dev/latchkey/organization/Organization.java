package dev.latchkey.organization;

import dev.latchkey.restriction.RateLimit;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The tenant: owns keys, logs and everything else. */
@Entity
@Table(name = "organizations")
public class Organization extends PanacheEntityBase {

    public static final int MAX_NAME = 200;

    @Id
    public UUID id;

    public String name;
    public Instant createdAt;
    /** An image for its customers' pages, by https; null when there is none. */
    public String logoUrl;
    /** The colour of its customers' pages as {@code #rrggbb}; null when it has not chosen one. */
    public String color;

    Integer defaultRateLimitRequests;
    Long defaultRateLimitPeriodMs;

    /** The rate limit of each of its keys that has none of its own. */
    public Optional<RateLimit> defaultRateLimit() {
        return Optional.ofNullable(defaultRateLimitRequests)
                .map(requests -> new RateLimit(requests, Duration.ofMillis(defaultRateLimitPeriodMs)));
    }

    /** Limits each of its keys that has no rate limit of its own. */
    public void limitKeys(Optional<RateLimit> limit) {
        defaultRateLimitRequests = limit.map(RateLimit::requests).orElse(null);
        defaultRateLimitPeriodMs =
                limit.map(RateLimit::period).map(Duration::toMillis).orElse(null);
    }

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
