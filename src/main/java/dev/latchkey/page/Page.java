package dev.latchkey.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One page of a list, newest first.
 *
 * @param data the items
 * @param hasMore whether there are, or may be, older ones
 * @param nextCursor what to send as {@code cursor} to get them; null on the last page
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Page<T>(
        List<T> data,
        boolean hasMore,

        @Schema(nullable = true, description = "Send as `cursor` to get the next page; null on the last one.")
        String nextCursor) {

    public Page {
        data = List.copyOf(data);
    }

    /** Makes a page of rows that were read with one more than the limit, to know whether there are more. */
    public static <R, T> Page<T> of(List<R> rows, PageRequest request, Function<R, UUID> id, Function<R, T> item) {
        boolean hasMore = rows.size() > request.limit();
        var shown = hasMore ? rows.subList(0, request.limit()) : rows;
        var next = hasMore ? request.cursorAfter(id.apply(shown.get(shown.size() - 1))) : null;
        return new Page<>(shown.stream().map(item).toList(), hasMore, next);
    }

    /** Makes a page that ended early, and whose cursor goes on where the search stopped; it may be short or empty. */
    public static <T> Page<T> stoppedAt(UUID last, List<T> found, PageRequest request) {
        return new Page<>(found, true, request.cursorAfter(last));
    }
}
