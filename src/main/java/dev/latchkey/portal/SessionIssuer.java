package dev.latchkey.portal;

import dev.latchkey.caller.Caller;
import dev.latchkey.customer.CustomerProfiles.Known;
import dev.latchkey.id.UuidV7;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes sessions, and exchanges the token of a link for the secret of a cookie. */
@ApplicationScoped
class SessionIssuer {

    private final UuidV7 ids;
    private final SessionSecrets secrets;
    private final SessionCache cache;
    private final Sessions sessions;
    private final CurrentSession current;

    SessionIssuer(UuidV7 ids, SessionSecrets secrets, SessionCache cache, Sessions sessions, CurrentSession current) {
        this.ids = ids;
        this.secrets = secrets;
        this.cache = cache;
        this.sessions = sessions;
        this.current = current;
    }

    /** A new session and its token, which is nowhere else. */
    Uni<CreatedPortalSession> issue(Caller owner, Known customer, CreatePortalSession wanted, Instant now) {
        var token = secrets.newToken(owner.environment());
        var url = current.link(token);
        var session = new PortalSession();
        session.id = ids.next(now);
        session.organizationId = owner.organizationId();
        session.environment = owner.environment();
        session.customerId = customer.id();
        session.apiKeyId = owner.apiKeyId().orElseThrow();
        session.returnUrl = wanted.returnUrl();
        session.features =
                wanted.featuresOrAll().stream().map(PortalFeature::toString).toArray(String[]::new);
        session.tokenDigest = cache.digests(token).get(0).bytes();
        session.createdAt = now;
        session.expiresAt = now.plus(wanted.expiresInOrDefault());
        return sessions.insert(session).map(made -> CreatedPortalSession.of(made, customer.externalId(), url, token));
    }

    /** Opens the link of a session and gives the secret for the cookie; nothing when the link was opened before. */
    Uni<Optional<String>> claim(SessionGrant grant, String token, Instant now) {
        var cookie = secrets.newCookie(grant.environment());
        return sessions.claim(grant.sessionId(), cache.digests(cookie).get(0), now)
                .invoke(() -> cache.forget(cache.digests(token)))
                .map(isFirst -> isFirst ? Optional.of(cookie) : Optional.empty());
    }

    /** Ends a session, if there is one. */
    Uni<Optional<PortalSession>> end(Caller owner, UUID id, Instant now) {
        return sessions.end(owner, id, now).invoke(ended -> ended.ifPresent(session -> cache.forget(List.of(session))));
    }

    /** Ends what a customer has open, and says how many that was. */
    Uni<Integer> endAll(Caller owner, UUID customer, Instant now) {
        return sessions.endAll(owner, customer, now).invoke(cache::forget).map(List::size);
    }
}
