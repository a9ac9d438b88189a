package dev.latchkey.user;

import dev.latchkey.id.TypeId;
import dev.latchkey.id.UuidV7;
import dev.latchkey.organization.Organization;
import dev.latchkey.postgres.UniqueViolation;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemType;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One-time links by which people come to belong to organizations. */
@ApplicationScoped
public class Invitations {

    private static final String OPEN =
            "from Invitation i join fetch i.organization where i.tokenDigest = ?1 and i.expiresAt > ?2";

    private final UserConfig config;
    private final UuidV7 ids;
    private final SecureRandom random = new SecureRandom();

    Invitations(UserConfig config, UuidV7 ids) {
        this.config = config;
        this.ids = ids;
    }

    /**
     * An invitation that can be accepted.
     *
     * @param email whom it is for; empty when whoever has the link may say
     * @param hasAccount whether that person has a password here already
     */
    public record Open(String organizationName, Role role, Optional<String> email, boolean hasAccount) {}

    /** An invitation as the owners of the organization see it. */
    public record Pending(String id, String email, Role role, Instant expiresAt) {}

    /** Makes a link for an owner whose address is not known. To be called in a transaction. */
    public Uni<SecretToken> ownerLink(UUID organizationId, Instant now) {
        return Invitation.delete("organization.id = ?1 and email is null", organizationId)
                .chain(() -> add(organizationId, null, Role.OWNER, config.ownerLinkLifetime(), now));
    }

    /** Makes a link for a person, in place of an earlier one; a problem when there are too many. */
    public Uni<SecretToken> invite(UUID organizationId, Email email, Role role, Instant now) {
        return Panache.withTransaction(() -> Invitation.delete(
                                "organization.id = ?1 and (email = ?2 or expiresAt <= ?3)",
                                organizationId,
                                email.text(),
                                now)
                        .chain(() -> Invitation.count("organization.id", organizationId))
                        .chain(open -> {
                            if (open >= config.maxInvitations()) {
                                throw Problem.invalid("email", "cannot be invited: there are too many open invitations")
                                        .asException();
                            }
                            return Membership.count(
                                    "organization.id = ?1 and user.email = ?2", organizationId, email.text());
                        })
                        .chain(members -> {
                            if (members > 0) {
                                throw Problem.invalid("email", "belongs to this organization already")
                                        .asException();
                            }
                            return add(organizationId, email.text(), role, config.invitationLifetime(), now);
                        }))
                .onFailure(failure -> UniqueViolation.of("invitations_email", failure))
                .transform(failure -> Problem.invalid("email", "is being invited by somebody else")
                        .asException());
    }

    private Uni<SecretToken> add(UUID organizationId, String email, Role role, Duration lifetime, Instant now) {
        var token = SecretToken.random(random);
        return Panache.getSession().chain(session -> {
            var invitation = new Invitation();
            invitation.id = ids.next(now);
            invitation.organization = session.getReference(Organization.class, organizationId);
            invitation.email = email;
            invitation.role = role;
            invitation.tokenDigest = token.digest();
            invitation.createdAt = now;
            invitation.expiresAt = now.plus(lifetime);
            return invitation.persistAndFlush().replaceWith(token);
        });
    }

    /** What a link is for, if it can still be used. Looking does not spend it. */
    public Uni<Optional<Open>> find(SecretToken token, Instant now) {
        return Panache.withSession(() -> open(token, now)
                .chain(found -> found.map(invitation -> show(invitation).map(Optional::of))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty()))));
    }

    private static Uni<Open> show(Invitation invitation) {
        var email = Optional.ofNullable(invitation.email);
        return email.map(text -> User.count("email", text))
                .orElseGet(() -> Uni.createFrom().item(0L))
                .map(accounts -> new Open(invitation.organization.name, invitation.role, email, accounts > 0));
    }

    static Uni<Optional<Invitation>> open(SecretToken token, Instant now) {
        return Invitation.<Invitation>find(OPEN, token.digest(), now)
                .firstResult()
                .map(Optional::ofNullable);
    }

    /** The invitations of an organization that can still be accepted. */
    public Uni<List<Pending>> pending(UUID organizationId, Instant now) {
        return Panache.withSession(() -> Invitation.<Invitation>list(
                        "organization.id = ?1 and expiresAt > ?2 and email is not null order by id desc",
                        organizationId,
                        now)
                .map(found -> found.stream()
                        .map(invitation -> new Pending(
                                TypeId.INVITATION.format(invitation.id),
                                invitation.email,
                                invitation.role,
                                invitation.expiresAt))
                        .toList()));
    }

    /** Takes an invitation back; a 404 when this organization has no such one. */
    public Uni<Void> withdraw(UUID organizationId, String id) {
        var invitation = TypeId.INVITATION.parse(id);
        return invitation.isEmpty()
                ? Uni.createFrom().failure(noSuchInvitation())
                : Panache.withTransaction(() ->
                                Invitation.delete("id = ?1 and organization.id = ?2", invitation.get(), organizationId))
                        .invoke(deleted -> {
                            if (deleted == 0) {
                                throw noSuchInvitation();
                            }
                        })
                        .replaceWithVoid();
    }

    private static RuntimeException noSuchInvitation() {
        return Problem.of(ProblemType.NOT_FOUND, "There is no such invitation.").asException();
    }
}
