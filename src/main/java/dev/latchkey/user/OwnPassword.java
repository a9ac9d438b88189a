package dev.latchkey.user;

import dev.latchkey.problem.Problem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Changes the password of who is logged in, and ends all of their sessions. */
@ApplicationScoped
public class OwnPassword {

    private final Passwords passwords;
    private final SignIn signIn;

    OwnPassword(Passwords passwords, SignIn signIn) {
        this.passwords = passwords;
        this.signIn = signIn;
    }

    /** Gives a new session when the old password is right; a problem when the new one cannot be taken. */
    public Uni<SignIn.Outcome> change(SignedIn person, String old, String wanted, SignIn.Origin origin, Instant now) {
        Passwords.error(wanted, new Email(person.email())).ifPresent(error -> {
            throw Problem.invalid("newPassword", error).asException();
        });
        return signIn.attempt(person.email(), old, origin, now).chain(outcome -> {
            if (!(outcome instanceof SignIn.Outcome.In)) {
                return Uni.createFrom().item(outcome);
            }
            return passwords
                    .hash(wanted)
                    .chain(hash -> Panache.withTransaction(() -> User.<User>findById(person.userId())
                            .invoke(user -> {
                                user.passwordHash = hash;
                                user.passwordChangedAt = now;
                            })
                            .chain(user -> Sessions.endAll(user.id))))
                    .chain(() -> signIn.attempt(person.email(), wanted, origin, now));
        });
    }
}
