package dev.latchkey.problem;

import dev.latchkey.redaction.Redaction;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Writes a {@link Problem} as a response, inside and outside of REST. */
public final class Problems {

    private static final String PAGE = ProblemPage.class.getName();

    private Problems() {}

    /** Has what becomes of this request told as a page, if it is a problem. */
    public static void showAs(ProblemPage page, RoutingContext request) {
        request.put(PAGE, page);
    }

    /** For filters and exception mappers. */
    public static Response response(Problem problem, RoutingContext request) {
        var response = Response.status(problem.type().status())
                .type(mediaType(request))
                .entity(text(problem, request));
        problem.headers().forEach(response::header);
        return response.build();
    }

    /** For handlers that answer before REST does. */
    public static void send(Problem problem, RoutingContext request) {
        var response =
                request.response().setStatusCode(problem.type().status()).putHeader("Content-Type", mediaType(request));
        problem.headers().forEach(response::putHeader);
        response.end(text(problem, request));
    }

    private static String mediaType(RoutingContext request) {
        return request.get(PAGE) == null ? Problem.MEDIA_TYPE : "text/html;charset=UTF-8";
    }

    private static String text(Problem problem, RoutingContext request) {
        ProblemPage page = request.get(PAGE);
        return page == null
                ? problem.toJson(instance(request), RequestId.of(request))
                : page.html(problem, RequestId.of(request));
    }

    private static String instance(RoutingContext request) {
        return Redaction.of(Optional.ofNullable(request.request().path()).orElse(""));
    }
}
