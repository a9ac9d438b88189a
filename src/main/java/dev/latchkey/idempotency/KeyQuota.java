package dev.latchkey.idempotency;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemType;
import io.github.bucket4j.Bucket;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/** How many names each organization may use in a day. Of this replica alone: what is kept stays bounded all the same. */
@ApplicationScoped
class KeyQuota {

    private static final Duration DAY = Duration.ofDays(1);
    private static final String RETRY_AFTER_SECONDS = "60";

    private final long perDay;
    private final Cache<UUID, Bucket> organizations;
    private final IdempotencyMetrics metrics;

    KeyQuota(IdempotencyConfig config, IdempotencyMetrics metrics) {
        this.metrics = metrics;
        perDay = config.maxKeysPerDay();
        organizations = Caffeine.newBuilder()
                .maximumSize(config.maxOrganizations())
                // Whoever was silent for a day has all of them again.
                .expireAfterAccess(DAY)
                .build();
    }

    /** Takes one; ends the request with a 429 when there is none left. */
    void take(UUID organizationId) {
        if (!organizations.get(organizationId, organization -> full()).tryConsume(1)) {
            metrics.exhausted.increment();
            throw Problem.of(
                            ProblemType.IDEMPOTENCY_KEYS_EXHAUSTED,
                            "This organization has used " + perDay + " idempotency keys in a day. Try again later, or "
                                    + "send the request without one.")
                    .withHeader("Retry-After", RETRY_AFTER_SECONDS)
                    .asException();
        }
    }

    private Bucket full() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perDay).refillGreedy(perDay, DAY))
                .build();
    }
}
