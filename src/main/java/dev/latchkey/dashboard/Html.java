package dev.latchkey.dashboard;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Answers with a page, or sends to another. */
final class Html {

    static final String TYPE = "text/html;charset=UTF-8";

    private static final int NOT_VALID = 422;

    private Html() {}

    static Uni<Response> page(TemplateInstance page) {
        return page(page, Response.Status.OK.getStatusCode());
    }

    /** A form with what is wrong about it. */
    static Uni<Response> notValid(TemplateInstance page) {
        return page(page, NOT_VALID);
    }

    private static Uni<Response> page(TemplateInstance page, int status) {
        return page.createUni()
                .map(html -> Response.status(status).type(TYPE).entity(html).build());
    }

    /** Answers a form, so that reloading does not send it again. */
    static Uni<Response> goTo(String path) {
        return Uni.createFrom().item(seeOther(path));
    }

    /** The path alone, so that neither a Host header nor what a gateway does with TLS gets into it. */
    static Response seeOther(String path) {
        return Response.status(Response.Status.SEE_OTHER)
                .header(HttpHeaders.LOCATION, path)
                .build();
    }
}
