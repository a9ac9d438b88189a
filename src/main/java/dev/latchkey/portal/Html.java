package dev.latchkey.portal;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Pages as answers. What a browser may do with them, {@link PageHeaders} says. */
final class Html {

    static final String TYPE = "text/html;charset=UTF-8";

    private Html() {}

    static Uni<RestResponse<String>> answer(int status, TemplateInstance page) {
        return page.createUni()
                .map(html -> ResponseBuilder.create(RestResponse.Status.fromStatusCode(status), html)
                        .header(HttpHeaders.CONTENT_TYPE, TYPE)
                        .build());
    }

    /**
     * Leads on to another page of ours, whose path alone is given, so that neither a Host header nor what a gateway does
     * with TLS gets into it.
     */
    static ResponseBuilder<String> seeOther(String path) {
        return ResponseBuilder.<String>create(RestResponse.Status.SEE_OTHER, null)
                .header(HttpHeaders.LOCATION, path);
    }
}
