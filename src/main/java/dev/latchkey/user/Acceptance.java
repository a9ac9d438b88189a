package dev.latchkey.user;

import dev.latchkey.id.UuidV7;
import dev.latchkey.postgres.UniqueViolation;
import dev.latchkey.problem.Problem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;

/** Lets people use their invitations: whoever is new chooses a password, whoever is not gives theirs. */
@ApplicationScoped
public class Acceptance {

    private static final String OPEN_LOCKED = "tokenDigest = ?1 and expiresAt > ?2";

    private final UuidV7 ids;
    private final Passwords passwords;
    private final SignIn signIn;

    Acceptance(UuidV7 ids, Passwords passwords, SignIn signIn) {
        this.ids = ids;
        this.passwords = passwords;
        this.signIn = signIn;
    }

    /** What is wanted by who has a link; the address counts only where the invitation has none. */
    public record Wish(SecretToken link, String email, String password) {

        @Override
        public String toString() {
            return "Wish of " + email;
        }
    }

    /**
     * Accepts an invitation and logs in; empty when the link cannot be used. Fails with a problem when the address or
     * the password cannot be taken. The link is spent once all is done.
     */
    public Uni<Optional<SignIn.Outcome>> accept(Wish wish, SignIn.Origin origin, Instant now) {
        return Panache.withSession(() -> Invitations.open(wish.link(), now))
                .chain(found -> found.map(invitation -> accept(wish, email(invitation, wish), origin, now)
                                .map(Optional::of))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    private Uni<SignIn.Outcome> accept(Wish wish, Email email, SignIn.Origin origin, Instant now) {
        return Panache.withSession(() -> User.named(email))
                .chain(known -> known.isPresent() ? Uni.createFrom().voidItem() : register(email, wish.password(), now))
                .chain(() -> signIn.attempt(email.text(), wish.password(), origin, now))
                .call(outcome -> outcome instanceof SignIn.Outcome.In
                        ? join(wish.link(), email, now)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> register(Email email, String password, Instant now) {
        Passwords.error(password, email).ifPresent(error -> {
            throw Problem.invalid("password", error).asException();
        });
        return passwords
                .hash(password)
                .chain(hash -> Panache.withTransaction(() -> {
                    var user = new User();
                    user.id = ids.next(now);
                    user.email = email.text();
                    user.passwordHash = hash;
                    user.createdAt = now;
                    user.passwordChangedAt = now;
                    return user.persistAndFlush();
                }))
                .replaceWithVoid()
                // Two at once: whose password it is becomes clear next.
                .onFailure(failure -> UniqueViolation.of("users_email", failure))
                .recoverWithNull();
    }

    /** Spends the link: of two who use it at the same moment one waits, and finds it gone. */
    private Uni<Void> join(SecretToken link, Email email, Instant now) {
        return Panache.withTransaction(() -> Invitation.<Invitation>find(OPEN_LOCKED, link.digest(), now)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult()
                .chain(invitation -> invitation == null
                        ? Uni.createFrom().voidItem()
                        : User.named(email).chain(user -> join(user.orElseThrow(), invitation, now))));
    }

    private Uni<Void> join(User user, Invitation invitation, Instant now) {
        return Membership.<Membership>find("user = ?1 and organization = ?2", user, invitation.organization)
                .firstResult()
                .chain(before -> {
                    if (before != null) {
                        before.role = before.role.includes(invitation.role) ? before.role : invitation.role;
                        return invitation.delete();
                    }
                    var membership = new Membership();
                    membership.id = ids.next(now);
                    membership.user = user;
                    membership.organization = invitation.organization;
                    membership.role = invitation.role;
                    membership.createdAt = now;
                    return membership.persist().chain(invitation::delete);
                });
    }

    private static Email email(Invitation invitation, Wish wish) {
        return Optional.ofNullable(invitation.email)
                .map(Email::new)
                .or(() -> Email.parse(wish.email()))
                .orElseThrow(() ->
                        Problem.invalid("email", "must be an e-mail address").asException());
    }
}
