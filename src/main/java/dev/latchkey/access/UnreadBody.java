package dev.latchkey.access;

import io.vertx.core.http.HttpServerRequest;

/**
 * Reads what is left of a body after its request was answered, so that the connection can go on; a client that never
 * stops is disconnected.
 */
final class UnreadBody {

    private static final long MOST_BYTES = 16L * 1024 * 1024;

    private long read;

    private UnreadBody() {}

    static void discard(HttpServerRequest request) {
        if (request.isEnded() || request.response().closed()) {
            return;
        }
        var rest = new UnreadBody();
        request.handler(chunk -> {
            rest.read += chunk.length();
            if (rest.read > MOST_BYTES) {
                request.connection().close();
            }
        });
        request.resume();
    }
}
