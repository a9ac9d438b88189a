package dev.latchkey.audit.attempts;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** Where counts end up. */
interface AttemptSink {

    /** Adds all of the counts or none. The same flush again changes nothing; flushes of a process come in order. */
    Uni<Void> add(long flush, List<AttemptCount> counts);
}
