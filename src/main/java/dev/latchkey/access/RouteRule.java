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
 * @param isPage whether it is for people, who have no keys
 * @param scope what a key must have, if anything
 * @param bodyTypes the media types that it takes
 */
record RouteRule(
        String template,
        boolean admitsPublishableKeys,
        boolean admitsAnonymous,
        boolean isPage,
        Optional<Scope> scope,
        List<String> bodyTypes) {

    /** Why a key may not, if it may not. */
    Optional<Problem> refusal(Grant grant) {
        if (isPage) {
            return Optional.of(Problem.invalid(Exchange.KEY_HEADER, "is not for pages; log in instead"));
        }
        if (grant.type() == KeyType.PUBLISHABLE && !admitsPublishableKeys) {
            return Optional.of(Refusals.readWithPublishableKey());
        }
        return scope.filter(needed -> !grant.restrictions().scopes().include(needed))
                .map(Refusals::scope);
    }
}
