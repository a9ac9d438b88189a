package dev.latchkey.access;

import dev.latchkey.restriction.RequiresNoScope;
import dev.latchkey.restriction.RequiresScope;
import dev.latchkey.restriction.Scope;
import java.lang.reflect.Method;
import java.util.Optional;

/** The scope that a route needs; a route that does not say is a fault that stops the start. */
final class ScopeRule {

    private ScopeRule() {}

    static Optional<Scope> of(Method route) {
        var scope =
                Optional.ofNullable(route.getAnnotation(RequiresScope.class)).map(RequiresScope::value);
        if (scope.isPresent() == route.isAnnotationPresent(RequiresNoScope.class)) {
            throw new IllegalStateException(
                    "The route " + route.getDeclaringClass().getSimpleName() + "." + route.getName()
                            + " must carry one of @RequiresScope and @RequiresNoScope.");
        }
        return scope;
    }
}
