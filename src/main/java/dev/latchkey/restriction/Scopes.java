package dev.latchkey.restriction;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a key may do.
 *
 * @param everything whether it is not limited by scopes at all
 */
public record Scopes(boolean everything, Set<Scope> named) {

    public static final Scopes EVERYTHING = new Scopes(true, Set.of());

    public Scopes {
        named = Set.copyOf(named);
    }

    /** Nothing named means everything. A name that is not known (any more) limits all the same, and allows nothing. */
    public static Scopes of(Collection<String> texts) {
        if (texts.isEmpty()) {
            return EVERYTHING;
        }
        var known = EnumSet.noneOf(Scope.class);
        texts.forEach(text -> Scope.parse(text).ifPresent(known::add));
        return new Scopes(false, known);
    }

    public boolean include(Scope needed) {
        return everything || named.contains(needed);
    }

    /** Whether these are no more than others. */
    public boolean areWithin(Scopes others) {
        return others.everything || !everything && others.named.containsAll(named);
    }
}
