package dev.latchkey.access;

import dev.latchkey.problem.Problems;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * What a request is about: itself, or the original request that a gateway holds back until it knows whether it may pass.
 * The decision, the answer and the log go by this, and not by what came over the wire.
 *
 * @param path without a query
 * @param rule who may make the original request
 */
public record Asked(Kind kind, HttpMethod method, String path, Optional<AccessRule> rule) {

    /** The route that answers gateways. */
    public static final String AUTHORIZE = "/gateway/authorize";

    private static final String ATTRIBUTE = Asked.class.getName();

    /** How a request is to be taken. */
    public enum Kind {
        /** As what it is. */
        ITSELF,
        /** As one for a path that does not exist, which it must look like. */
        HIDDEN,
        /** As the original request. */
        ORIGINAL,
        /** A gateway asks and does not say about what. */
        UNREADABLE
    }

    public static Asked original(HttpMethod method, String path, AccessRule rule) {
        return new Asked(Kind.ORIGINAL, method, path, Optional.of(rule));
    }

    /** Of a request that is about itself, in whatever way it is to be taken. */
    public static Asked as(Kind kind, HttpServerRequest request) {
        return new Asked(
                kind, request.method(), Optional.ofNullable(request.path()).orElse(""), Optional.empty());
    }

    public static Asked of(RoutingContext request) {
        return request.get(ATTRIBUTE);
    }

    void establish(RoutingContext request) {
        request.put(ATTRIBUTE, this);
        if (isOriginal()) {
            Problems.areAbout(path, request);
        }
    }

    public boolean isOriginal() {
        return kind == Kind.ORIGINAL;
    }

    public boolean isUnreadable() {
        return kind == Kind.UNREADABLE;
    }

    boolean isHidden() {
        return kind == Kind.HIDDEN;
    }
}
