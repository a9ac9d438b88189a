package dev.latchkey.audit;

import dev.latchkey.audit.spool.Spool;
import dev.latchkey.audit.spool.SpoolException;
import dev.latchkey.audit.spool.SpoolInUseException;
import dev.latchkey.audit.spool.SpoolSettings;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Opens the buffer that fits the durability asked for. */
final class UsageBuffers {

    // Another replica may have adopted the spool, and lets go of it soon.
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final long SMALLEST_WINDOW = 1 << 20;
    private static final Duration RETRY = Duration.ofMillis(200);

    private UsageBuffers() {}

    static UsageBuffer open(UsageLogConfig config) {
        return switch (config.durability()) {
            case MEMORY -> new MemoryBuffer(config.capacity(), false);
            case SYNC -> new MemoryBuffer(config.capacity(), true);
            case SPOOL -> new SpoolBuffer(openSpool(config), false);
            case SPOOL_FSYNC -> new SpoolBuffer(openSpool(config), true);
        };
    }

    static SpoolSettings settings(UsageLogConfig config) {
        var files = config.spool();
        if (files.window().asLongValue() < SMALLEST_WINDOW) {
            throw new SpoolException("The window of the usage spool must be at least 1M");
        }
        try {
            return new SpoolSettings(
                    files.limit().asLongValue(),
                    Math.toIntExact(files.window().asLongValue()),
                    config.durability() == Durability.SPOOL_FSYNC);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new SpoolException("The settings of the usage spool cannot be used: " + e.getMessage());
        }
    }

    private static Spool openSpool(UsageLogConfig config) {
        var files = config.spool();
        var settings = settings(config);
        return Uni.createFrom()
                .item(() -> Spool.open(files.folder(), files.replica(), settings))
                .onFailure(SpoolInUseException.class)
                .retry()
                .withBackOff(RETRY, RETRY)
                .expireIn(PATIENCE.toMillis())
                .onFailure(IllegalStateException.class)
                .transform(expired -> expired.getCause())
                .await()
                .indefinitely();
    }
}
