package dev.latchkey.dashboard;

import java.util.List;

/**
 * A page of keys.
 *
 * @param nextCursor where the next page begins; null on the last one
 */
public record KeysView(List<KeyRow> keys, String nextCursor) {

    public KeysView {
        keys = List.copyOf(keys);
    }
}
