package dev.latchkey.user;

import dev.latchkey.organization.Organization;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Makes people for tests, each with an address of their own and the same password. */
@ApplicationScoped
public class TestUsers {

    public static final String PASSWORD = "correct horse battery staple";

    private static final AtomicInteger NEXT = new AtomicInteger();

    private final Invitations invitations;
    private final Acceptance acceptance;
    private final Sessions sessions;

    TestUsers(Invitations invitations, Acceptance acceptance, Sessions sessions) {
        this.invitations = invitations;
        this.acceptance = acceptance;
        this.sessions = sessions;
    }

    /** A person who has accepted an invitation and is logged in by it. */
    public record TestUser(String email, SecretToken session) {}

    public TestUser member(UUID organization, Role role) {
        return member(organization, role, newEmail());
    }

    public TestUser member(UUID organization, Role role, String email) {
        var link = invite(organization, role, email);
        return new TestUser(email, accept(link, email, PASSWORD).session());
    }

    public static String newEmail() {
        return "person" + NEXT.incrementAndGet() + "@example.com";
    }

    public SecretToken invite(UUID organization, Role role, String email) {
        return run(() -> invitations.invite(organization, new Email(email), role, now()));
    }

    public SecretToken ownerLink(UUID organization) {
        return run(() -> Panache.withTransaction(() -> invitations.ownerLink(organization, now())));
    }

    SignIn.Outcome.In accept(SecretToken link, String email, String password) {
        var source = "source of " + email;
        return (SignIn.Outcome.In) run(() -> acceptance.accept(
                        new Acceptance.Wish(link, email, password),
                        new SignIn.Origin(source, java.util.Optional.empty()),
                        now()))
                .orElseThrow();
    }

    /** Has all sessions of a person be older than they are. */
    public void age(String email, Duration by) {
        run(() -> Panache.withTransaction(() -> UserSession.update(
                "set lastSeenAt = ?2, confirmedAt = ?2 where user.id in (select u.id from User u where u.email = ?1)",
                email,
                now().minus(by))));
    }

    /** Has all invitations of an organization be over. */
    public void expireInvitations(UUID organization) {
        run(() -> Panache.withTransaction(
                () -> Invitation.update("set expiresAt = ?2 where organization.id = ?1", organization, now())));
    }

    public void rename(UUID organization, String name) {
        run(() -> Panache.withTransaction(() -> Organization.update("name = ?1 where id = ?2", name, organization)));
    }

    long sessionsOf(String email) {
        return run(() -> Panache.withSession(() -> UserSession.count("user.email", email)));
    }

    Sessions sessions() {
        return sessions;
    }

    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    static <T> T run(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
