package dev.latchkey.portal;

import dev.latchkey.access.PortalSessions;
import dev.latchkey.key.Digest;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Checks the secrets of sessions: from the cache where it can, from the database for what that does not know. */
@ApplicationScoped
class PortalAuthenticator implements PortalSessions {

    private static final Logger LOG = Logger.getLogger(PortalAuthenticator.class);

    private static final String LINK = "/portal/";
    private static final String API = "/v1/portal/";
    private static final String BEARER = "Bearer ";

    private final SessionCache cache;
    private final SessionCookie cookie;
    private final InstantSource clock = InstantSource.system();

    PortalAuthenticator(SessionCache cache, SessionCookie cookie) {
        this.cache = cache;
        this.cookie = cookie;
    }

    /** How a secret came. */
    private enum Way {
        LINK,
        BEARER,
        COOKIE
    }

    @Override
    public Optional<Presented> presented(HttpServerRequest request) {
        var path = request.path();
        if (path.startsWith(LINK)
                && SessionSecrets.token(path.substring(LINK.length())).isPresent()) {
            return Optional.of(new Secret(path.substring(LINK.length()), Way.LINK));
        }
        var authorization = request.headers().getAll(HttpHeaders.AUTHORIZATION);
        if (path.startsWith(API) && !authorization.isEmpty()) {
            return authorization.size() == 1 ? bearer(authorization.get(0)) : Optional.empty();
        }
        return cookie.in(request).flatMap(SessionSecrets::cookie).map(secret -> new Secret(secret, Way.COOKIE));
    }

    private Optional<Presented> bearer(String authorization) {
        return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? SessionSecrets.token(authorization.substring(BEARER.length()).strip())
                        .map(secret -> new Secret(secret, Way.BEARER))
                : Optional.empty();
    }

    private Verdict verdict(Optional<SessionGrant> found, Way way) {
        return found.map(grant -> new Verdict(Optional.of(grant), refusal(grant, way)))
                .orElseGet(() -> new Verdict(
                        Optional.empty(),
                        Optional.of(unauthorized(ProblemType.SESSION_INVALID, "There is no such portal session."))));
    }

    private Optional<Problem> refusal(SessionGrant grant, Way way) {
        if (grant.isOver(clock.instant())) {
            return Optional.of(
                    unauthorized(ProblemType.SESSION_ENDED, "This portal session is over. Make another one."));
        }
        return grant.isByToken() && grant.isClaimed()
                ? Optional.of(unauthorized(
                        ProblemType.SESSION_INVALID,
                        way == Way.LINK
                                ? "This link was used already."
                                : "The link of this portal session was opened, which spends its token."))
                : Optional.empty();
    }

    private static Problem unauthorized(ProblemType type, String detail) {
        return Problem.of(type, detail).withHeader("WWW-Authenticate", "Bearer realm=\"latchkey\"");
    }

    private static Verdict cannotCheck() {
        return new Verdict(
                Optional.empty(),
                Optional.of(
                        Problem.of(ProblemType.CANNOT_CHECK, "The session cannot be checked at the moment. Try again.")
                                .withHeader("Retry-After", "1")));
    }

    /** A secret of the right form. Digested only when it is checked. */
    private final class Secret implements Presented {

        private final String text;
        private final Way way;
        private List<Digest> digests;

        Secret(String text, Way way) {
            this.text = text;
            this.way = way;
        }

        @Override
        public boolean isAmbient() {
            return way != Way.BEARER;
        }

        @Override
        public Optional<Verdict> cached() {
            return cache.cached(digests()).map(found -> verdict(found, way));
        }

        @Override
        public Uni<Verdict> load() {
            return cache.load(digests())
                    .map(found -> verdict(found, way))
                    .onFailure()
                    .invoke(failure -> LOG.debug("A portal session cannot be looked up", failure))
                    .onFailure()
                    .recoverWithItem(PortalAuthenticator::cannotCheck);
        }

        private List<Digest> digests() {
            if (digests == null) {
                digests = cache.digests(text);
            }
            return digests;
        }
    }
}
