package dev.latchkey.portal;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Pages as answers: never kept by anybody, and free of scripts, frames and forms that lead elsewhere. */
final class Html {

    static final String TYPE = "text/html;charset=UTF-8";

    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self' https: data:; "
            + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private Html() {}

    /** @param referrer what links on it tell of where they are, as {@code Referrer-Policy} */
    static Uni<RestResponse<String>> answer(int status, TemplateInstance page, String referrer) {
        return page.createUni()
                .map(html -> headers(ResponseBuilder.create(RestResponse.Status.fromStatusCode(status), html), referrer)
                        .header(HttpHeaders.CONTENT_TYPE, TYPE)
                        .build());
    }

    /**
     * Leads on to another page of ours, whose path alone is given, so that neither a Host header nor what a gateway does
     * with TLS gets into it.
     */
    static ResponseBuilder<String> seeOther(String path, String referrer) {
        return headers(ResponseBuilder.<String>create(RestResponse.Status.SEE_OTHER, null), referrer)
                .header(HttpHeaders.LOCATION, path);
    }

    private static <T> ResponseBuilder<T> headers(ResponseBuilder<T> answer, String referrer) {
        return answer.header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", referrer)
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Robots-Tag", "noindex");
    }
}
