package dev.latchkey.key;

import dev.latchkey.key.KeyEvents.Change;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** Writes down that a key has leaked, in the transaction of the caller, who has locked the key. */
@ApplicationScoped
class LeakMarks {

    private final KeyEvents events;

    LeakMarks(KeyEvents events) {
        this.events = events;
    }

    /** Revokes the key for good. A second time changes nothing more. */
    Uni<Void> stop(ApiKey key, Optional<String> detail, Actor by, Instant now) {
        boolean first = key.leakReportedAt == null;
        boolean works = key.revokedAt == null;
        if (first) {
            key.leakReportedAt = now;
        }
        if (works) {
            key.revokedAt = now;
        }
        var noted = first
                ? add(key, KeyEventType.LEAK_REPORTED, detail, by, now)
                : Uni.createFrom().voidItem();
        return works ? noted.chain(() -> events.add(key, Change.revoked(), by, now)) : noted;
    }

    /** Only says so in the history of the key. */
    Uni<Void> note(ApiKey key, Optional<String> detail, Actor by, Instant now) {
        return add(key, KeyEventType.LEAK_FOUND, detail, by, now);
    }

    private Uni<Void> add(ApiKey key, KeyEventType type, Optional<String> detail, Actor by, Instant now) {
        return events.add(key, new Change(type, Optional.empty(), detail), by, now);
    }
}
