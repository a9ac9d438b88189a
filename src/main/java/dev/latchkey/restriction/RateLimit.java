package dev.latchkey.restriction;

import java.time.Duration;

/** How many requests may be made in a period. That many may come at once; then they come back evenly over the period. */
public record RateLimit(int requests, Duration period) {

    public static final int MAX_REQUESTS = 1_000_000;
    public static final Duration MIN_PERIOD = Duration.ofSeconds(1);
    public static final Duration MAX_PERIOD = Duration.ofDays(1);

    public RateLimit {
        if (requests < 1 || requests > MAX_REQUESTS) {
            throw new IllegalArgumentException("a rate limit is 1 to " + MAX_REQUESTS + " requests");
        }
        if (period.compareTo(MIN_PERIOD) < 0 || period.compareTo(MAX_PERIOD) > 0) {
            throw new IllegalArgumentException("the period of a rate limit is " + MIN_PERIOD + " to " + MAX_PERIOD);
        }
    }
}
