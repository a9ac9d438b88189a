package dev.latchkey.access;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;

/** Reads once per route, at start, what a request to it must fulfil. */
@Provider
class RouteRules implements DynamicFeature {

    private final Routes routes;

    private final VerdictCounters counters;

    RouteRules(Routes routes, VerdictCounters counters) {
        this.routes = routes;
        this.counters = counters;
    }

    @Override
    public void configure(ResourceInfo route, FeatureContext context) {
        var method = route.getResourceMethod();
        var template = template(route.getResourceClass(), method);
        var audience = audience(route.getResourceClass());
        boolean isPage = audience == Audience.DASHBOARD;
        var rule = new RouteRule(
                template,
                method.isAnnotationPresent(AdmitsPublishableKeys.class),
                isPage || method.isAnnotationPresent(AdmitsAnonymous.class),
                isPage ? Optional.empty() : ScopeRule.of(method),
                bodyTypes(route.getResourceClass(), method),
                audience);
        httpMethods(method).forEach(name -> routes.add(name, rule));
        context.register(new Permission(rule, counters, queryParameters(method)), FilterOrder.PERMISSION);
    }

    private static List<String> bodyTypes(Class<?> resource, Method method) {
        return Stream.of(method, resource)
                .map(place -> place.getAnnotation(Consumes.class))
                .filter(Objects::nonNull)
                .findFirst()
                .map(consumes -> List.of(consumes.value()))
                .orElse(List.of());
    }

    private static Audience audience(Class<?> resource) {
        return Optional.ofNullable(resource.getAnnotation(OpenTo.class))
                .map(OpenTo::value)
                .orElse(Audience.KEYS);
    }

    private static String template(Class<?> resource, Method method) {
        return path(resource.getAnnotation(Path.class)) + path(method.getAnnotation(Path.class));
    }

    private static String path(Path path) {
        var value = Optional.ofNullable(path).map(Path::value).orElse("");
        return value.isEmpty() || value.startsWith("/") ? value : "/" + value;
    }

    private static Stream<String> httpMethods(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(Objects::nonNull)
                .map(HttpMethod::value);
    }

    private static Set<String> queryParameters(Method method) {
        return Arrays.stream(method.getParameters())
                .map(parameter -> {
                    var query = parameter.getAnnotation(RestQuery.class);
                    return query == null ? null : query.value().isEmpty() ? parameter.getName() : query.value();
                })
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }
}
