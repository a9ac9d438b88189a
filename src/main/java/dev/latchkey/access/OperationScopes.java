package dev.latchkey.access;

import dev.latchkey.restriction.RequiresNoScope;
import dev.latchkey.restriction.RequiresScope;
import dev.latchkey.restriction.Scope;
import jakarta.ws.rs.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.Operation;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.IndexView;

/** Says of each operation in the API document which scope it needs, from the annotation that has it enforced. */
final class OperationScopes {

    static final String EXTENSION = "x-required-scopes";

    private final Map<String, List<Scope>> scopes = new HashMap<>();

    /** Operations are named after their methods, so no two with different scopes may have the same name. */
    OperationScopes(IndexView index) {
        Stream.of(RequiresScope.class, RequiresNoScope.class)
                .flatMap(annotation -> index.getAnnotations(annotation).stream())
                .filter(annotation ->
                        annotation.target().asMethod().declaringClass().hasDeclaredAnnotation(Path.class))
                .forEach(annotation -> add(annotation.target().asMethod().name(), scopesOf(annotation)));
    }

    private void add(String method, List<Scope> needed) {
        var before = scopes.putIfAbsent(method, needed);
        if (before != null && !before.equals(needed)) {
            throw new IllegalStateException("two routes are named " + method + " and need different scopes");
        }
    }

    private static List<Scope> scopesOf(AnnotationInstance annotation) {
        return Optional.ofNullable(annotation.value())
                .map(value -> List.of(Scope.valueOf(value.asEnum())))
                .orElse(List.of());
    }

    void describe(Operation operation) {
        var needed = scopes.get(operation.getOperationId());
        if (needed == null) {
            throw new IllegalStateException("nothing says which scope " + operation.getOperationId() + " needs");
        }
        var sentence = needed.isEmpty()
                ? "Needs no scope."
                : needed.stream()
                        .map(scope -> "Needs the scope `" + scope + "`.")
                        .collect(Collectors.joining(" "));
        operation.addExtension(EXTENSION, needed.stream().map(Scope::toString).toList());
        operation.setDescription(Stream.of(operation.getDescription(), sentence)
                .filter(text -> text != null && !text.isEmpty())
                .collect(Collectors.joining(" ")));
    }
}
