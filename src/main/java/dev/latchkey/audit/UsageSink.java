package dev.latchkey.audit;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** Where events end up. Storing the same event twice leaves one row. */
interface UsageSink {

    /** Stores all of the events or none. */
    Uni<Void> store(List<UsageEvent> events);

    /** Keeps aside an event that cannot be stored, with the reason. */
    Uni<Void> deadLetter(UsageEvent event, String reason);

    /** Whether the failure is the fault of an event and would come again, unlike that of an outage. */
    boolean isDataError(Throwable failure);
}
