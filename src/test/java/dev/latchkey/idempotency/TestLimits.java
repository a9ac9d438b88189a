package dev.latchkey.idempotency;

import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.time.Duration;

/** Limits small enough to be reached. */
record TestLimits(
        Duration keep,
        Duration waitAtMost,
        Duration confirmWithin,
        MemorySize maxAnswerSize,
        long maxKeysPerDay,
        long maxOrganizations,
        int deleteAtOnce)
        implements IdempotencyConfig {

    static final TestLimits SMALL = new TestLimits(
            Duration.ofDays(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            new MemorySize(BigInteger.valueOf(10)),
            3,
            10,
            10);
}
