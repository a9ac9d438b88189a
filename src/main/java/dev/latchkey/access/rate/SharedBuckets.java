package dev.latchkey.access.rate;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;

/** The buckets that all replicas have in common. */
public interface SharedBuckets {

    /**
     * Takes what was taken.
     *
     * @param sync the number of this sync among those of this replica; one that comes again takes nothing again
     * @param taken each key once
     * @return what is left of each, in thousandths; less than nothing when more was taken than there was
     */
    Uni<Map<LimitedKey, Long>> take(long sync, List<Taken> taken);

    /** Removes some of those that are full, which is as good as none. */
    Uni<Void> forgetFull();
}
