package dev.latchkey.access;

import dev.latchkey.problem.BodyTypes;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which methods each path has, and what they take, gathered at start, to tell those who tried something else. */
@ApplicationScoped
class Routes implements BodyTypes {

    /** By template and method. */
    private final Map<String, Map<String, List<String>>> bodies = new ConcurrentHashMap<>();

    private final Set<String> publishable = ConcurrentHashMap.newKeySet();

    void admitPublishableKeys(String template) {
        publishable.add(template);
    }

    /** Whether publishable keys may read a path. */
    boolean admitsPublishableKeys(String path) {
        return publishable.stream().anyMatch(template -> matches(template, path));
    }

    /**
     * Adds a route.
     *
     * @param bodyTypes the media types that it takes
     */
    void add(String template, String method, List<String> bodyTypes) {
        bodies.computeIfAbsent(template, t -> new ConcurrentHashMap<>()).put(method, bodyTypes);
    }

    /** The methods that a path answers, in alphabetical order. */
    Set<String> methodsOf(String path) {
        var found = new TreeSet<String>();
        at(path).forEach(methods -> found.addAll(methods.keySet()));
        if (found.contains("GET")) {
            found.add("HEAD");
        }
        found.add("OPTIONS");
        return found;
    }

    @Override
    public List<String> of(String method, String path) {
        return at(path).flatMap(methods -> methods.getOrDefault(method, List.of()).stream())
                .distinct()
                .toList();
    }

    private Stream<Map<String, List<String>>> at(String path) {
        // As REST itself reads a path: without matrix parameters, doubled slashes and a slash at the end.
        var plain = path.replaceAll(";[^/]*", "").replaceAll("/+", "/").replaceAll("(.)/$", "$1");
        return bodies.entrySet().stream()
                .filter(route -> matches(route.getKey(), plain))
                .map(Map.Entry::getValue);
    }

    private static boolean matches(String template, String path) {
        var literal = Pattern.quote(template).replaceAll("\\{[^/}]+}", "\\\\E[^/]+\\\\Q");
        return Pattern.matches(literal, path);
    }
}
