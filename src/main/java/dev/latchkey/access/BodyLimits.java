package dev.latchkey.access;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How large bodies may be. A filter is made when the service is built and would keep what is configured then, so this is
 * apart from it.
 */
@ApplicationScoped
public class BodyLimits {

    private final long usual;
    private final Map<String, Long> ofPaths = new ConcurrentHashMap<>();

    BodyLimits(@ConfigProperty(name = "latchkey.http.max-body-size", defaultValue = "64K") MemorySize usual) {
        this.usual = usual.asLongValue();
    }

    /** Gives one path, in its own spelling, a limit of its own. To be called at start. */
    public void set(String path, MemorySize limit) {
        ofPaths.put(path, limit.asLongValue());
    }

    /** The most bytes that are read of the body of a request. */
    long of(HttpServerRequest request) {
        return ofPaths.getOrDefault(request.path(), usual);
    }
}
