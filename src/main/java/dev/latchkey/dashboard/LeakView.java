package dev.latchkey.dashboard;

import dev.latchkey.audit.UsageReach.Reach;
import java.time.Instant;
import java.util.Optional;

/**
 * What became of a key that has leaked, and what was done with it.
 *
 * @param replacement the token of the key in its place, shown this once; empty when there is none
 * @param effectiveBy no replica accepts the old one after this
 */
public record LeakView(KeyRow old, Optional<NewToken> replacement, Instant effectiveBy, Instant since, Reach reach) {

    public NewToken made() {
        return replacement.orElse(null);
    }
}
