package dev.latchkey.gateway;

import dev.latchkey.access.AccessRule;
import dev.latchkey.restriction.MoreScopes;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The configured routes of upstreams, and the scopes that they name. */
@ApplicationScoped
class GatewayRoutes implements MoreScopes {

    private static final Pattern METHOD = Pattern.compile("[A-Z]{1,32}");
    private static final Pattern SCOPE = Pattern.compile("[a-z0-9_.:-]{1,64}");

    private final List<GatewayRoute> routes;

    GatewayRoutes(GatewayConfig config) {
        var configured = config.routes();
        routes = IntStream.range(0, configured.size())
                .mapToObj(i -> read(i, configured.get(i)))
                .toList();
    }

    private static GatewayRoute read(int index, GatewayConfig.Route route) {
        var methods = route.methods().orElse(Set.of());
        methods.stream().filter(method -> !METHOD.matcher(method).matches()).forEach(method -> {
            throw wrong(index, "METHODS", method, "must be a method such as GET");
        });
        route.scope().filter(scope -> !SCOPE.matcher(scope).matches()).ifPresent(scope -> {
            throw wrong(index, "SCOPE", scope, "must match " + SCOPE);
        });
        try {
            return new GatewayRoute(
                    Set.copyOf(methods), PathPattern.parse(route.path()), route.scope(), route.isPublic());
        } catch (IllegalArgumentException e) {
            throw wrong(index, "PATH", route.path(), e.getMessage());
        }
    }

    private static IllegalStateException wrong(int index, String setting, String value, String why) {
        return new IllegalStateException(
                "LATCHKEY_GATEWAY_ROUTES_" + index + "__" + setting + ": '" + value + "' " + why);
    }

    /** Made at start, so that what is wrong is known then. */
    void start(@Observes StartupEvent started) {}

    /** Who may make a request: by the first route that has it, or else as on none. */
    AccessRule of(HttpMethod method, String path) {
        return PlainPath.of(path)
                .flatMap(plain -> routes.stream()
                        .filter(route -> route.matches(method, plain))
                        .<AccessRule>map(route -> route)
                        .findFirst())
                .orElse(GatewayRoute.NONE);
    }

    @Override
    public Set<String> names() {
        return routes.stream()
                .map(GatewayRoute::scope)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }
}
