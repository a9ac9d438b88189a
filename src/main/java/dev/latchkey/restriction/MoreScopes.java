package dev.latchkey.restriction;

import java.util.Set;

/** Scopes that are not those of this service's own routes. */
public interface MoreScopes {

    Set<String> names();
}
