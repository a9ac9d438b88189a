package dev.latchkey.audit.attempts;

import java.time.Instant;

/**
 * How many attempts came from one source in one minute.
 *
 * @param minute when it began
 * @param source an IPv4 address, the /64 of an IPv6 address, or {@link AttemptSource#OTHERS}
 * @param reason what was wrong with their keys
 */
record AttemptCount(Instant minute, String source, String reason, long attempts) {}
