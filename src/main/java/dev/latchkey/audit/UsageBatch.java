package dev.latchkey.audit;

import java.util.List;

/**
 * Events that are written together.
 *
 * @param origin what the buffer needs to know again to let go of them
 */
record UsageBatch(List<UsageEvent> events, Object origin) {
    UsageBatch {
        events = List.copyOf(events);
    }
}
