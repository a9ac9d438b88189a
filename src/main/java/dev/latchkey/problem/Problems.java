package dev.latchkey.problem;

import dev.latchkey.redaction.Redaction;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Optional;

/** Writes a {@link Problem} as a response, inside and outside of REST. */
public final class Problems {

    /** Holds a problem a second time, where the request was a gateway's: some can pass on headers and no bodies. */
    public static final String HEADER = "X-Latchkey-Problem";

    private static final int MAX_PATH_IN_HEADER = 1024;
    private static final String SUBJECT = Problems.class.getName();
    private static final String PAGE = ProblemPage.class.getName();

    private Problems() {}

    /** Has what becomes of this request told as a page, if it is a problem. */
    public static void showAs(ProblemPage page, RoutingContext request) {
        request.put(PAGE, page);
    }

    /** What is wrong with this request is wrong with another one, which has this path. */
    public static void areAbout(String path, RoutingContext request) {
        request.put(SUBJECT, path);
    }

    /** For filters and exception mappers. */
    public static Response response(Problem problem, RoutingContext request) {
        var response = Response.status(problem.type().status())
                .type(mediaType(request))
                .entity(text(problem, request));
        problem.headers().forEach(response::header);
        header(problem, request).ifPresent(header -> response.header(HEADER, header));
        return response.build();
    }

    /** For handlers that answer before REST does. */
    public static void send(Problem problem, RoutingContext request) {
        var response =
                request.response().setStatusCode(problem.type().status()).putHeader("Content-Type", mediaType(request));
        problem.headers().forEach(response::putHeader);
        header(problem, request).ifPresent(header -> response.putHeader(HEADER, header));
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

    private static Optional<String> subject(RoutingContext request) {
        return Optional.ofNullable(request.get(SUBJECT));
    }

    /** In ASCII, and of a length that every gateway takes. */
    private static Optional<String> header(Problem problem, RoutingContext request) {
        return subject(request)
                .map(Redaction::of)
                .map(path -> path.length() > MAX_PATH_IN_HEADER ? path.substring(0, MAX_PATH_IN_HEADER) : path)
                .map(path -> ascii(problem.toJson(path, RequestId.of(request))));
    }

    private static String ascii(String json) {
        var text = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c < 0x7f) {
                text.append(c);
            } else {
                text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            }
        }
        return text.toString();
    }

    private static String instance(RoutingContext request) {
        return Redaction.of(subject(request)
                .or(() -> Optional.ofNullable(request.request().path()))
                .orElse(""));
    }
}
