package dev.latchkey.access;

import dev.latchkey.problem.KnownRoutes;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The routes there are and who may use them, gathered at start, for whoever asks without being on one. */
@ApplicationScoped
class Routes implements KnownRoutes {

    private static final Pattern PLAIN = Pattern.compile("(?:/[A-Za-z0-9_-]++(?:\\.[A-Za-z0-9_-]++)*+)++");
    private static final Pattern PARAMETER = Pattern.compile("\\{[^/}]+}");

    private final Map<String, Path> paths = new ConcurrentHashMap<>();

    /** The rules of one path by method. */
    private record Path(String template, Pattern pattern, Map<String, RouteRule> rules) {

        static Path of(String template) {
            var literal = PARAMETER.matcher(Pattern.quote(template)).replaceAll("\\\\E[^/]+\\\\Q");
            return new Path(template, Pattern.compile(literal), new ConcurrentHashMap<>());
        }

        boolean matches(String path) {
            return pattern.matcher(path).matches();
        }

        /** REST takes the path that says more itself, and no other even where that has not the method. */
        int literalLength() {
            return PARAMETER.matcher(template).replaceAll("").length();
        }
    }

    void add(String method, RouteRule rule) {
        if (rule.admitsAnonymous() && !rule.isPage() && rule.template().contains("{")) {
            throw new IllegalStateException("The route " + rule.template() + " has parameters, so it cannot admit "
                    + "requests without a key: its path would have more than one spelling.");
        }
        paths.computeIfAbsent(rule.template(), Path::of).rules().put(method, rule);
    }

    /**
     * Whether a request may do without a key until its route is known, which decides. Only the one spelling of its path
     * will do: nothing is normalised here that REST might read in another way. The path of a page has parameters, and so
     * must be one that can be read in no other way.
     */
    boolean admitsAnonymous(HttpServerRequest request) {
        return Optional.ofNullable(request.path())
                .map(paths::get)
                .map(path -> path.rules().get(request.method().name()))
                .or(() -> page(request))
                .filter(RouteRule::admitsAnonymous)
                .isPresent();
    }

    private Optional<RouteRule> page(HttpServerRequest request) {
        return Optional.ofNullable(request.path())
                .filter(path -> PLAIN.matcher(path).matches())
                .flatMap(path -> find(request.method(), path))
                .filter(RouteRule::isPage);
    }

    /** Whether publishable keys may read a path. */
    boolean admitsPublishableKeys(String path) {
        return paths.values().stream()
                .filter(known -> known.matches(path))
                .flatMap(known -> known.rules().values().stream())
                .anyMatch(RouteRule::admitsPublishableKeys);
    }

    /** The route of a request, if it has one. */
    Optional<RouteRule> find(HttpMethod method, String path) {
        var name = method.equals(HttpMethod.HEAD) ? HttpMethod.GET.name() : method.name();
        return at(path).map(known -> known.rules().get(name));
    }

    @Override
    public boolean hasPath(String path) {
        return at(path).isPresent();
    }

    @Override
    public List<String> bodyTypes(String method, String path) {
        return at(path).map(known -> known.rules().get(method))
                .map(RouteRule::bodyTypes)
                .orElse(List.of());
    }

    /** The methods that a path answers, in alphabetical order. */
    Set<String> methodsOf(String path) {
        var found = new TreeSet<String>();
        at(path).ifPresent(known -> found.addAll(known.rules().keySet()));
        if (found.contains("GET")) {
            found.add("HEAD");
        }
        found.add("OPTIONS");
        return found;
    }

    /** As REST itself reads a path: without matrix parameters, doubled slashes and a slash at the end. */
    private Optional<Path> at(String path) {
        var plain = path.replaceAll(";[^/]*", "").replaceAll("/+", "/").replaceAll("(.)/$", "$1");
        return paths.values().stream()
                .filter(known -> known.matches(plain))
                .max(Comparator.comparingInt(Path::literalLength));
    }
}
