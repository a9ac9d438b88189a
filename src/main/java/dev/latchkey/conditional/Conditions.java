package dev.latchkey.conditional;

import dev.latchkey.problem.Problem;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The conditions of this request. */
@ApplicationScoped
public class Conditions {

    private final RoutingContext request;

    Conditions(RoutingContext request) {
        this.request = request;
    }

    /** Which state this change is meant for; any, when there is no {@code If-Match}. */
    public IfMatch ifMatch() {
        return new IfMatch(tags(HttpHeaders.IF_MATCH));
    }

    /** The content with its tag, or 304 when the client has it. */
    public <T> ResponseBuilder<T> answer(EntityTag tag, T content) {
        var known = tags(HttpHeaders.IF_NONE_MATCH).filter(tags -> tags.matchWeakly(tag));
        ResponseBuilder<T> answer = known.isPresent()
                ? ResponseBuilder.create(RestResponse.Status.NOT_MODIFIED)
                : ResponseBuilder.ok(content);
        return answer.header(HttpHeaders.ETAG, tag.toString());
    }

    private Optional<EntityTags> tags(String header) {
        var lines = request.request().headers().getAll(header);
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(EntityTags.parse(lines)
                        .orElseThrow(() -> Problem.invalid(header, "must be * or entity tags such as \"v7\"")
                                .asException()));
    }
}
