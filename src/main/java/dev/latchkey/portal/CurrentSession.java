package dev.latchkey.portal;

import dev.latchkey.access.PortalGrant;
import dev.latchkey.access.PortalSessions.Verdict;
import dev.latchkey.access.PublicUrl;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemType;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.NewCookie;
import java.util.Optional;

/** The session that this request is made in. */
@ApplicationScoped
class CurrentSession {

    private final RoutingContext request;
    private final SessionCookie cookie;
    private final PublicUrl url;

    CurrentSession(RoutingContext request, SessionCookie cookie, PublicUrl url) {
        this.request = request;
        this.cookie = cookie;
        this.url = url;
    }

    /** The cookie that the browser of this request is to have the session by, for so many seconds; 0 takes it back. */
    NewCookie cookie(String value, int maxAge) {
        return cookie.of(value, maxAge, request.request());
    }

    /** Where a link leads that holds a token. */
    String link(String token) {
        return url.of(request.request()) + "/portal/" + token;
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
