package dev.latchkey.key.feed;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** The changes to keys as Postgres has them. */
interface ChangeLog {

    /**
     * The changes after the one that this replica goes by, which it thereby confirms.
     *
     * @param confirmed empty when the replica goes by none yet; then no changes are given
     */
    Uni<Changes> after(Optional<Long> confirmed);

    /** This replica is gone. */
    Uni<Void> leave();

    /** A change to a key: the secrets about which nothing that was known is true. */
    record Change(long sequence, List<byte[]> digests) {}

    /**
     * Changes in their order.
     *
     * @param head the sequence of the last change there is
     */
    record Changes(long head, List<Change> list) {

        /** The last change that is known after these. */
        long last(long before) {
            return list.isEmpty() ? before : list.get(list.size() - 1).sequence();
        }

        /** Whether these are all that came after the given one: none is missing in between, and none was undone. */
        boolean follow(long before) {
            return list.isEmpty() ? head == before : list.get(0).sequence() == before + 1;
        }
    }
}
