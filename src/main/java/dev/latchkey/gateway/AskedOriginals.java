package dev.latchkey.gateway;

import dev.latchkey.access.Asked;
import dev.latchkey.access.OriginalRequests;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads which request a gateway asks about, from where the configuration says and from nowhere else. */
@ApplicationScoped
class AskedOriginals implements OriginalRequests {

    private static final String FOLDER = "/gateway/";
    private static final Pattern SPELLED_FOLDER = Pattern.compile("/+gateway(?:;[^/]*)?/.*");
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,32}");

    private final GatewayConfig.Original source;
    private final GatewayTrust trust;
    private final GatewayRoutes routes;

    AskedOriginals(GatewayConfig config, GatewayTrust trust, GatewayRoutes routes) {
        source = config.original().orElse(GatewayConfig.Original.X_ORIGINAL);
        this.trust = trust;
        this.routes = routes;
    }

    @Override
    public Asked asked(HttpServerRequest request) {
        var path = request.path();
        if (path == null
                || path.length() < FOLDER.length()
                || !SPELLED_FOLDER.matcher(path).matches()) {
            return Asked.as(Asked.Kind.ITSELF, request);
        }
        if (!path.startsWith(FOLDER) || !trust.isGateway(request)) {
            return Asked.as(Asked.Kind.HIDDEN, request);
        }
        if (!path.startsWith(Asked.AUTHORIZE)) {
            return Asked.as(Asked.Kind.ITSELF, request);
        }
        return original(request).orElseGet(() -> Asked.as(Asked.Kind.UNREADABLE, request));
    }

    private Optional<Asked> original(HttpServerRequest request) {
        return switch (source) {
            case X_ORIGINAL -> original(request, "X-Original-Method", "X-Original-URI");
            case X_FORWARDED -> original(request, "X-Forwarded-Method", "X-Forwarded-Uri");
            case PATH ->
                original(
                        Optional.of(request.method().name()),
                        Optional.of(request.path().substring(Asked.AUTHORIZE.length())));
        };
    }

    private Optional<Asked> original(HttpServerRequest request, String methodHeader, String uriHeader) {
        return request.path().equals(Asked.AUTHORIZE)
                ? original(one(request, methodHeader), one(request, uriHeader))
                : Optional.empty();
    }

    private Optional<Asked> original(Optional<String> method, Optional<String> uri) {
        var path = uri.map(AskedOriginals::withoutQuery).filter(text -> text.startsWith("/"));
        return method.filter(text -> TOKEN.matcher(text).matches())
                .map(HttpMethod::valueOf)
                .flatMap(known -> path.map(text -> Asked.original(known, text, routes.of(known, text))));
    }

    /** The value of a header that is there once. */
    private static Optional<String> one(HttpServerRequest request, String name) {
        var values = request.headers().getAll(name);
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    private static String withoutQuery(String uri) {
        int end = uri.length();
        for (char mark : new char[] {'?', '#'}) {
            int at = uri.indexOf(mark);
            end = at < 0 ? end : Math.min(end, at);
        }
        return uri.substring(0, end);
    }
}
