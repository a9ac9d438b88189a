package dev.latchkey.access;

import dev.latchkey.key.Grant;
import dev.latchkey.key.KeyType;
import dev.latchkey.problem.Problem;
import dev.latchkey.restriction.Scope;
import java.util.List;
import java.util.Optional;

/**
 * Who may use a route, which has a path and a method.
 *
 * @param template its path
 * @param scope what a key must have, if anything
 * @param bodyTypes the media types that it takes
 */
record RouteRule(
        String template,
        boolean admitsPublishableKeys,
        boolean admitsAnonymous,
        Optional<Scope> scope,
        List<String> bodyTypes)
        implements AccessRule {

    @Override
    public Optional<String> route() {
        return Optional.of(template);
    }

    @Override
    public Optional<Problem> refusal(Grant grant) {
        if (grant.type() == KeyType.PUBLISHABLE && !admitsPublishableKeys) {
            return Optional.of(Refusals.readWithPublishableKey());
        }
        return scope.filter(needed -> !grant.restrictions().scopes().include(needed))
                .map(Scope::toString)
                .map(Refusals::scope);
    }
}
