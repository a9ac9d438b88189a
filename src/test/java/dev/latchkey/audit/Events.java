package dev.latchkey.audit;

import dev.latchkey.id.UuidV7;
import dev.latchkey.organization.Environment;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** Events for tests. */
final class Events {

    static final UUID ORGANIZATION = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");

    private static final UuidV7 IDS = new UuidV7();

    private Events() {}

    static UsageEvent event(String path) {
        return event(path, Optional.empty());
    }

    /** The route is not cleaned, since it never comes from a request: tests use it for what Postgres refuses. */
    static UsageEvent poison() {
        return event("/poison", Optional.of("\0"));
    }

    private static UsageEvent event(String path, Optional<String> route) {
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return new UsageEvent(
                IDS.next(now),
                now,
                ORGANIZATION,
                Environment.TEST,
                new UUID(0, 1),
                new UUID(0, 2),
                "GET",
                path,
                route,
                OptionalInt.of(200),
                Duration.ofMillis(1),
                Optional.of("203.0.113.9"),
                Optional.empty(),
                "req",
                Optional.empty(),
                Optional.empty(),
                false);
    }
}
