package dev.latchkey.portal;

import dev.latchkey.access.PortalGrant;
import dev.latchkey.access.PortalSessions.Verdict;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemType;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The session that this request is made in. */
@ApplicationScoped
class CurrentSession {

    private final RoutingContext request;

    CurrentSession(RoutingContext request) {
        this.request = request;
    }

    /** The session, if there is one that is not over. */
    Optional<SessionGrant> find() {
        return PortalGrant.of(request).map(SessionGrant.class::cast);
    }

    /** The session; a problem when it is not for this part of the page. */
    SessionGrant with(PortalFeature feature) {
        var session =
                find().orElseThrow(() -> new IllegalStateException("asked for the session of a request that has none"));
        if (!session.allows(feature)) {
            throw Problem.of(
                            ProblemType.FEATURE_NOT_ALLOWED,
                            "This portal session was made without the feature '" + feature + "'.")
                    .asException();
        }
        return session;
    }

    /** What the secret of this request proves, if it has one. */
    Optional<Verdict> verdict() {
        return Optional.ofNullable(request.get(Verdict.class.getName()));
    }
}
