package dev.latchkey.id;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Makes UUIDs that sort by the millisecond they were made in.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-7">RFC 9562, 5.7</a>
 */
@Singleton
public class UuidV7 {

    private static final int TIMESTAMP_SHIFT = 16;
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.ofEpochMilli((1L << 48) - 1);
    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    // Ids are not secret, so the fast generator will do; the salt keeps two processes apart.
    private final long highSalt;
    private final long lowSalt;

    public UuidV7() {
        var random = new SecureRandom();
        highSalt = random.nextLong();
        lowSalt = random.nextLong();
    }

    public UUID next(Instant now) {
        var random = ThreadLocalRandom.current();
        return of(now, random.nextLong() ^ highSalt, random.nextLong() ^ lowSalt);
    }

    /** The smallest id of an instant, for ranges over time; of the nearest that an id can carry. */
    public static UUID first(Instant instant) {
        return of(instant.isBefore(EARLIEST) ? EARLIEST : instant.isAfter(LATEST) ? LATEST : instant, 0, 0);
    }

    private static UUID of(Instant instant, long high, long low) {
        return new UUID(
                instant.toEpochMilli() << TIMESTAMP_SHIFT | VERSION | high & 0x0FFF,
                VARIANT | low & 0x3FFF_FFFF_FFFF_FFFFL);
    }
}
