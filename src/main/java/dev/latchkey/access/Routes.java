package dev.latchkey.access;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Which methods each path has, gathered at start, to tell those who tried another one. */
@ApplicationScoped
class Routes {

    private final Map<String, Set<String>> methods = new ConcurrentHashMap<>();

    private final Set<String> publishable = ConcurrentHashMap.newKeySet();

    private final Set<String> anonymous = ConcurrentHashMap.newKeySet();

    void admitAnonymous(String template, String method) {
        if (template.contains("{")) {
            throw new IllegalStateException("The route " + template + " has parameters, so it cannot admit requests "
                    + "without a key: its path would have more than one spelling.");
        }
        anonymous.add(method + ' ' + template);
    }

    /**
     * Whether a request may do without a key until its route is known, which decides. Only the one spelling of its path
     * will do: nothing is normalised here that REST might read in another way.
     */
    boolean admitsAnonymous(HttpServerRequest request) {
        return anonymous.contains(request.method().name() + ' ' + request.path());
    }

    void admitPublishableKeys(String template) {
        publishable.add(template);
    }

    /** Whether publishable keys may read a path. */
    boolean admitsPublishableKeys(String path) {
        return publishable.stream().anyMatch(template -> matches(template, path));
    }

    void add(String template, String method) {
        methods.computeIfAbsent(template, t -> ConcurrentHashMap.newKeySet()).add(method);
    }

    /** The methods that a path answers, in alphabetical order. */
    Set<String> methodsOf(String path) {
        var found = new TreeSet<String>();
        // As REST itself reads a path: without matrix parameters, doubled slashes and a slash at the end.
        var plain = path.replaceAll(";[^/]*", "").replaceAll("/+", "/").replaceAll("(.)/$", "$1");
        methods.forEach((template, names) -> {
            if (matches(template, plain)) {
                found.addAll(names);
            }
        });
        if (found.contains("GET")) {
            found.add("HEAD");
        }
        found.add("OPTIONS");
        return found;
    }

    private static boolean matches(String template, String path) {
        var literal = Pattern.quote(template).replaceAll("\\{[^/}]+}", "\\\\E[^/]+\\\\Q");
        return Pattern.matches(literal, path);
    }
}
