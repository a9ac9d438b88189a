package dev.latchkey.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.Problems;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;

/** Writes requests for comparison, and answers for keeping. */
@ApplicationScoped
class AnswerFormat {

    private static final List<String> KEPT_HEADERS = List.of(
            HttpHeaders.CONTENT_TYPE,
            HttpHeaders.LOCATION,
            HttpHeaders.ETAG,
            HttpHeaders.CACHE_CONTROL,
            HttpHeaders.RETRY_AFTER);

    private final ObjectMapper json;
    private final ObjectMapper sorted;
    private final RoutingContext request;
    private final long maxBytes;
    private final IdempotencyMetrics metrics;

    AnswerFormat(ObjectMapper json, RoutingContext request, IdempotencyConfig config, IdempotencyMetrics metrics) {
        this.json = json;
        this.request = request;
        this.metrics = metrics;
        maxBytes = config.maxAnswerSize().asLongValue();
        sorted = json.copy().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);
        sorted.setConfig(sorted.getSerializationConfig().with(JsonNodeFeature.WRITE_PROPERTIES_SORTED));
    }

    /** The same text for the same content, in whatever order it was sent. */
    String canonical(Object content) {
        return write(sorted, content);
    }

    /** Has the answer kept, but for secrets and what is too large. */
    void keep(RestResponse<?> answer, KeptAnswer kept) {
        var entity = answer.getEntity();
        keep(
                answer.getStatus(),
                answer.getHeaders(),
                entity instanceof HoldsSecret<?> secret ? secret.withoutSecret() : entity,
                kept);
    }

    void keep(Problem problem, KeptAnswer kept) {
        var answer = Problems.response(problem, request);
        keep(answer.getStatus(), answer.getHeaders(), answer.getEntity(), kept);
    }

    private void keep(int status, MultivaluedMap<String, Object> headers, Object entity, KeptAnswer kept) {
        kept.status = status;
        kept.headers = new JsonObject();
        KEPT_HEADERS.forEach(name -> Optional.ofNullable(headers.getFirst(name))
                .ifPresent(value -> kept.headers.put(name, value.toString())));
        kept.body = bounded(entity);
    }

    private String bounded(Object entity) {
        if (entity == null) {
            return null;
        }
        var text = entity instanceof String written ? written : write(json, entity);
        if (text.getBytes(StandardCharsets.UTF_8).length > maxBytes) {
            metrics.oversized.increment();
            return null;
        }
        return text;
    }

    private static String write(ObjectMapper mapper, Object content) {
        try {
            return mapper.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read or is answered cannot be written", e);
        }
    }
}
