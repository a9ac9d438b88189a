package dev.latchkey.key.feed;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

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

    /**
     * A change to a key or an organization.
     *
     * @param digests the secrets about which nothing that was known is true
     * @param organization the one of whose keys nothing that was known is true, if there is one
     */
    record Change(long sequence, List<byte[]> digests, Optional<UUID> organization) {}

    /**
     * Changes in their order.
     *
     * @param head the sequence of the last change there is
     */
    record Changes(long head, List<Change> list) {

        /** Has a listener forget what these change; each organization once, however often it was changed. */
        void tell(KeyFeed.Listener listener) {
            list.forEach(change -> listener.forget(change.digests()));
            var organizations = list.stream()
                    .flatMap(change -> change.organization().stream())
                    .collect(Collectors.toSet());
            if (!organizations.isEmpty()) {
                listener.forgetOrganizations(organizations);
            }
        }

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
