package dev.latchkey.user;

import dev.latchkey.id.UuidV7;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Remembers who is logged in, in Postgres, so that every replica knows and an end is the end on all of them. */
@ApplicationScoped
public class Sessions {

    private static final String OPEN = "from UserSession s join fetch s.user where s.tokenDigest = ?1";
    private static final String SEATS = "from Membership m join fetch m.organization where m.user = ?1 order by m.id";
    private static final String BEYOND =
            "user = ?1 and id not in (select s.id from UserSession s where s.user = ?1 order by s.id desc limit ?2)";

    /** Written no more often than this, so that looking at pages is mostly reading. */
    private static final Duration NOTE_EVERY = Duration.ofMinutes(1);

    private final UserConfig config;
    private final UuidV7 ids;
    private final SecureRandom random = new SecureRandom();

    Sessions(UserConfig config, UuidV7 ids) {
        this.config = config;
        this.ids = ids;
    }

    /** Who comes with this cookie, if it is one and its session is not over. */
    public Uni<Optional<SignedIn>> find(SecretToken token, Instant now) {
        return Panache.withTransaction(() -> open(token, now)
                .chain(found -> found.map(session -> show(session, now).map(Optional::of))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty()))));
    }

    /** Ends the session of a cookie, if it is one. */
    public Uni<Void> end(SecretToken token) {
        return Panache.withTransaction(() -> UserSession.delete("tokenDigest", token.digest()))
                .replaceWithVoid();
    }

    /** Logs a person in, with a new cookie. To be called in a transaction. */
    Uni<SecretToken> begin(User user, Instant now) {
        var token = SecretToken.random(random);
        var session = new UserSession();
        session.id = ids.next(now);
        session.user = user;
        session.tokenDigest = token.digest();
        session.createdAt = now;
        session.lastSeenAt = now;
        session.confirmedAt = now;
        return session.persistAndFlush()
                .chain(() -> UserSession.delete(BEYOND, user, config.maxSessions()))
                .chain(() -> UserSession.delete(
                        "lastSeenAt < ?1 or createdAt < ?2",
                        now.minus(config.sessionIdle()),
                        now.minus(config.sessionLongest())))
                .replaceWith(token);
    }

    /** The password was given again: the session goes on with another cookie. */
    Uni<Optional<SecretToken>> confirm(SecretToken token, Instant now) {
        return Panache.withTransaction(() -> open(token, now)
                .map(found -> found.map(session -> {
                    var next = SecretToken.random(random);
                    session.tokenDigest = next.digest();
                    session.confirmedAt = now;
                    return next;
                })));
    }

    /** Ends all sessions of a person. To be called in a transaction. */
    static Uni<Void> endAll(UUID userId) {
        return UserSession.delete("user.id", userId).replaceWithVoid();
    }

    Uni<Optional<UserSession>> open(SecretToken token, Instant now) {
        return UserSession.<UserSession>find(OPEN, token.digest())
                .firstResult()
                .map(found -> Optional.ofNullable(found)
                        .filter(session -> !session.isOver(config.sessionIdle(), config.sessionLongest(), now)));
    }

    private Uni<SignedIn> show(UserSession session, Instant now) {
        if (session.lastSeenAt.plus(NOTE_EVERY).isBefore(now)) {
            session.lastSeenAt = now;
        }
        return Membership.<Membership>list(SEATS, session.user)
                .map(seats -> new SignedIn(
                        session.user.id,
                        session.user.email,
                        seats.stream().map(SignedIn.Seat::of).toList(),
                        now.isBefore(session.confirmedAt.plus(config.confirmedFor()))));
    }
}
