package dev.latchkey.gateway;

import dev.latchkey.access.AccessRule;
import dev.latchkey.access.Refusals;
import dev.latchkey.key.Grant;
import dev.latchkey.key.KeyType;
import dev.latchkey.problem.Problem;
import io.vertx.core.http.HttpMethod;
import java.util.Optional;
import java.util.Set;

/**
 * A route of an upstream.
 *
 * @param methods none for any
 * @param scope what a key needs that is limited to scopes; empty when none opens the route
 * @param isPublic whether publishable keys may read here
 */
record GatewayRoute(Set<String> methods, PathPattern pattern, Optional<String> scope, boolean isPublic)
        implements AccessRule {

    /** For what is on no route: for keys that may do everything. */
    static final AccessRule NONE = new AccessRule() {
        @Override
        public Optional<String> route() {
            return Optional.empty();
        }

        @Override
        public Optional<Problem> refusal(Grant grant) {
            return refusalOf(grant, Optional.empty(), false);
        }
    };

    boolean matches(HttpMethod method, PlainPath path) {
        return (methods.isEmpty()
                        || methods.contains(method.name())
                        || method.equals(HttpMethod.HEAD) && methods.contains(HttpMethod.GET.name()))
                && pattern.matches(path);
    }

    @Override
    public Optional<String> route() {
        return Optional.of(pattern.text());
    }

    @Override
    public Optional<Problem> refusal(Grant grant) {
        return refusalOf(grant, scope, isPublic);
    }

    private static Optional<Problem> refusalOf(Grant grant, Optional<String> scope, boolean isPublic) {
        if (grant.type() == KeyType.PUBLISHABLE) {
            // It has no scopes; that it only reads was decided before.
            return isPublic ? Optional.empty() : Optional.of(Refusals.readWithPublishableKey());
        }
        var scopes = grant.restrictions().scopes();
        if (scopes.everything() || scope.filter(scopes::include).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(scope.map(Refusals::scope).orElseGet(Refusals::noScope));
    }
}
