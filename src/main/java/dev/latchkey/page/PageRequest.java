package dev.latchkey.page;

import dev.latchkey.caller.Caller;
import java.util.Optional;
import java.util.UUID;

/**
 * Which page of which list is asked for.
 *
 * @param list the list's name and owner, so that a cursor of one is refused by another
 * @param limit the number of items, 1 to 100
 * @param before only items with a smaller id, which are older
 */
public record PageRequest(String list, int limit, Optional<UUID> before) {

    public static final int DEFAULT_LIMIT = 20;
    public static final int MAX_LIMIT = 100;

    /** Reads {@code limit} and {@code cursor}; what is wrong with them is added to the query's errors. */
    public static PageRequest of(String list, Caller caller, Query query, String limit, String cursor) {
        var owned = list + '/' + caller.organizationId() + '/' + caller.environment();
        int size = limit == null ? DEFAULT_LIMIT : query.integer("limit", limit, 1, MAX_LIMIT);
        Optional<UUID> before = cursor == null ? Optional.empty() : Cursor.decode(owned, cursor);
        if (cursor != null && before.isEmpty()) {
            query.wrong("cursor", "must be a nextCursor of this list");
        }
        return new PageRequest(owned, size, before);
    }

    String cursorAfter(UUID last) {
        return Cursor.encode(list, last);
    }
}
