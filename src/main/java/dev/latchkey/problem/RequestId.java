package dev.latchkey.problem;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.regex.Pattern;

/** The name of one request, taken from {@code X-Request-Id} when it is well-formed, else made here. */
public final class RequestId {

    public static final String HEADER = "X-Request-Id";

    private static final String ATTRIBUTE = RequestId.class.getName();
    private static final Pattern WELL_FORMED = Pattern.compile("(?!.*_[ps]k_)[A-Za-z0-9][A-Za-z0-9._:/+=-]{0,127}");

    private RequestId() {}

    /** The caller's own id; a token is never one. */
    public static Optional<String> sentWith(RoutingContext request) {
        return Optional.ofNullable(request.request().getHeader(HEADER))
                .filter(id -> WELL_FORMED.matcher(id).matches());
    }

    /** Names the request, for its log row and for every response. */
    public static void assign(RoutingContext request, String id) {
        request.put(ATTRIBUTE, id);
        request.response().putHeader(HEADER, id);
    }

    public static String of(RoutingContext request) {
        return request.get(ATTRIBUTE);
    }
}
