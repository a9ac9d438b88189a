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
 * @param audience for whom it is
 */
record RouteRule(
        String template,
        boolean admitsPublishableKeys,
        boolean admitsAnonymous,
        Optional<Scope> scope,
        List<String> bodyTypes,
        Audience audience)
        implements AccessRule {

    /** Whether it is a page for people, who have no keys. */
    boolean isPage() {
        return audience == Audience.DASHBOARD;
    }

    @Override
    public Optional<String> route() {
        return Optional.of(template);
    }

    @Override
    public Optional<Problem> refusal(Grant grant) {
        if (audience == Audience.DASHBOARD) {
            return Optional.of(Problem.invalid(Exchange.KEY_HEADER, "is not for pages; log in instead"));
        }
        if (audience != Audience.KEYS) {
            return Optional.of(Refusals.sessionRequired());
        }
        if (grant.type() == KeyType.PUBLISHABLE && !admitsPublishableKeys) {
            return Optional.of(Refusals.readWithPublishableKey());
        }
        return scope.filter(needed -> !grant.restrictions().scopes().include(needed))
                .map(Scope::toString)
                .map(Refusals::scope);
    }
}
