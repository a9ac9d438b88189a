package dev.latchkey.caller;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that a key may do.
 *
 * @param limit the only scopes it has; empty when it is not limited
 */
public record Scopes(Optional<Set<Scope>> limit) {

    /** Everything, also what is added to the API later. */
    public static final Scopes ALL = new Scopes(Optional.empty());

    public Scopes {
        limit = limit.map(Set::copyOf);
    }

    /** These and no others; everything, when there are none. */
    public static Scopes of(Collection<Scope> scopes) {
        return scopes.isEmpty() ? ALL : new Scopes(Optional.of(Set.copyOf(scopes)));
    }

    /** Reads what {@link #texts} gives. A scope that this version does not know grants nothing. */
    public static Scopes parse(String[] texts) {
        if (texts == null) {
            return ALL;
        }
        return new Scopes(Optional.of(
                Arrays.stream(texts).map(Scope::parse).flatMap(Optional::stream).collect(Collectors.toSet())));
    }

    /** Whether the key may do this. */
    public boolean allow(Scope scope) {
        return limit.isEmpty() || limit.get().contains(scope);
    }

    /** Whether the key may do all that another one may. */
    public boolean allowAll(Scopes others) {
        return limit.isEmpty()
                || others.limit().map(wanted -> limit.get().containsAll(wanted)).orElse(false);
    }

    /** In a fixed order; null when everything is allowed. */
    public String[] texts() {
        return limit.map(scopes -> scopes.stream().sorted().map(Scope::toString).toArray(String[]::new))
                .orElse(null);
    }
}
