package dev.latchkey.access;

import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemType;
import dev.latchkey.problem.Problems;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestFilter;
import org.jboss.resteasy.reactive.server.spi.ServerHttpRequest;

/**
 * Refuses bodies that are too large, once it is known whose they are: the server's own limit would answer before the
 * key was read, and the request would be in no log. A body of unknown length is read here, up to the limit.
 */
@Provider
@PreMatching
@Priority(FilterOrder.BODY_LIMIT)
class BodyLimit implements ResteasyReactiveContainerRequestFilter {

    private final BodyLimits limits;

    BodyLimit(BodyLimits limits) {
        this.limits = limits;
    }

    @Override
    public void filter(ResteasyReactiveContainerRequestContext rest) {
        var request = RestRequest.routing(rest).request();
        if (Asked.of(RestRequest.routing(rest)).isOriginal()) {
            // Nothing is read of it: the body is for the upstream.
            return;
        }
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null) {
            long most = limits.of(request);
            if (Long.parseLong(length) > most) {
                refuse(rest, most);
            }
        } else if (mayHaveBody(request)) {
            rest.suspend();
            RestRequest.http(rest).setReadListener(new BoundedBody(rest, limits.of(request)));
        }
    }

    /** Without a length: HTTP/1.1 announces a body, HTTP/2 simply sends it. */
    private static boolean mayHaveBody(HttpServerRequest request) {
        if (request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD)) {
            return false;
        }
        return request.version() == HttpVersion.HTTP_2
                ? !request.isEnded()
                : request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    private static void refuse(ResteasyReactiveContainerRequestContext rest, long most) {
        var problem = Problem.of(
                ProblemType.CONTENT_TOO_LARGE, "The body is larger than " + most + " bytes, the most that is read.");
        rest.abortWith(Problems.response(problem, RestRequest.routing(rest)));
    }

    private static final class BoundedBody implements ServerHttpRequest.ReadCallback {

        private final ResteasyReactiveContainerRequestContext rest;
        private final long most;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private boolean refused;

        BoundedBody(ResteasyReactiveContainerRequestContext rest, long most) {
            this.rest = rest;
            this.most = most;
        }

        @Override
        public void data(ByteBuffer chunk) {
            if (!refused && body.size() + chunk.remaining() > most) {
                refused = true;
                refuse(rest, most);
            } else if (!refused) {
                body.write(chunk.array(), chunk.arrayOffset() + chunk.position(), chunk.remaining());
            }
        }

        @Override
        public void done() {
            if (!refused) {
                rest.setEntityStream(new ByteArrayInputStream(body.toByteArray()));
                rest.resume();
            }
        }
    }
}
