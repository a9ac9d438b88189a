package dev.latchkey.audit;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** What a request was for, where its path does not say. Becomes the {@code detail} of its row. */
public final class UsageNote {

    private static final String ATTRIBUTE = UsageNote.class.getName();

    private UsageNote() {}

    /** Leaves a note; must happen before the answer begins to leave. */
    static void leave(RoutingContext request, String text) {
        request.put(ATTRIBUTE, CleanText.of(text, UsageEvent.MAX_DETAIL));
    }

    public static Optional<String> of(RoutingContext request) {
        return Optional.ofNullable(request.get(ATTRIBUTE));
    }
}
