package dev.latchkey.restriction;

import java.util.Collection;
import java.util.Set;

/**
 * What a key may do.
 *
 * @param everything whether it is not limited by scopes at all
 * @param named scopes by name: those of this service's own routes, and those of routes behind a gateway
 */
public record Scopes(boolean everything, Set<String> named) {

    public static final Scopes EVERYTHING = new Scopes(true, Set.of());

    public Scopes {
        named = Set.copyOf(named);
    }

    /** Nothing named means everything. A name that is not known (any more) limits all the same, and allows nothing. */
    public static Scopes of(Collection<String> texts) {
        if (texts.isEmpty()) {
            return EVERYTHING;
        }
        return new Scopes(false, Set.copyOf(texts));
    }

    public boolean include(Scope needed) {
        return include(needed.toString());
    }

    public boolean include(String needed) {
        return everything || named.contains(needed);
    }

    /** Whether these are no more than others. */
    public boolean areWithin(Scopes others) {
        return others.everything || !everything && others.named.containsAll(named);
    }
}
