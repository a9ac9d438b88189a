package dev.latchkey.restriction;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The scopes that a key may be limited to. */
@ApplicationScoped
public class KnownScopes {

    private final Set<String> names = new LinkedHashSet<>();

    KnownScopes(MoreScopes more) {
        Stream.of(Scope.values()).map(Scope::toString).forEach(names::add);
        more.names().stream().sorted().forEach(names::add);
    }

    public int count() {
        return names.size();
    }

    /** What is wrong with a scope, if something is. */
    public Optional<String> error(String scope) {
        return names.contains(scope) ? Optional.empty() : Optional.of("must be one of " + String.join(", ", names));
    }
}
