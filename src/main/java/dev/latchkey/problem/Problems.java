package dev.latchkey.problem;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Writes a {@link Problem} as a response, inside and outside of REST. */
public final class Problems {

    private Problems() {}

    /** For filters and exception mappers. */
    public static Response response(Problem problem, RoutingContext request) {
        var response = Response.status(problem.type().status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem.toJson(instance(request), RequestId.of(request)));
        problem.headers().forEach(response::header);
        return response.build();
    }

    /** For handlers that answer before REST does. */
    public static void send(Problem problem, RoutingContext request) {
        var response =
                request.response().setStatusCode(problem.type().status()).putHeader("Content-Type", Problem.MEDIA_TYPE);
        problem.headers().forEach(response::putHeader);
        response.end(problem.toJson(instance(request), RequestId.of(request)));
    }

    private static String instance(RoutingContext request) {
        return Optional.ofNullable(request.request().path()).orElse("");
    }
}
