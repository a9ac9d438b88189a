package dev.latchkey.user;

import dev.latchkey.id.TypeId;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemType;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Who belongs to an organization. There is always an owner. */
@ApplicationScoped
public class Members {

    private static final String ALL = "from Membership m join fetch m.user where m.organization.id = ?1 order by m.id";

    /** One who belongs to an organization. */
    public record Member(String id, String email, Role role, Instant since) {}

    /** All of them, the first one first. */
    public Uni<List<Member>> list(UUID organizationId) {
        return Panache.withSession(() -> Membership.<Membership>list(ALL, organizationId)
                .map(found -> found.stream()
                        .map(membership -> new Member(
                                TypeId.USER.format(membership.user.id),
                                membership.user.email,
                                membership.role,
                                membership.createdAt))
                        .toList()));
    }

    /** The addresses of people, as far as they are known. */
    public Uni<Map<UUID, String>> emails(Collection<UUID> users) {
        return users.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : Panache.withSession(() -> User.<User>list("id in ?1", users))
                        .map(found -> found.stream().collect(Collectors.toMap(user -> user.id, user -> user.email)));
    }

    /** Gives a member another role; a problem when there is no such member, or no owner would be left. */
    public Uni<Void> change(UUID organizationId, String member, Role role) {
        return change(organizationId, member, membership -> {
            membership.role = role;
            return Uni.createFrom().voidItem();
        });
    }

    /** Ends a membership; a problem when there is no such member, or no owner would be left. */
    public Uni<Void> remove(UUID organizationId, String member) {
        return change(organizationId, member, Membership::delete);
    }

    private interface Change {
        Uni<Void> apply(Membership membership);
    }

    /** Locks all members, so that two owners who end each other at the same moment cannot both succeed. */
    private static Uni<Void> change(UUID organizationId, String member, Change change) {
        var user = TypeId.USER.parse(member);
        return Panache.withTransaction(() -> Membership.<Membership>find(
                        "organization.id = ?1 order by id", organizationId)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list()
                .chain(all -> {
                    var membership = all.stream()
                            .filter(one -> user.filter(one.user.id::equals).isPresent())
                            .findFirst()
                            .orElseThrow(Members::noSuchMember);
                    return change.apply(membership)
                            .chain(() ->
                                    Membership.count("organization.id = ?1 and role = ?2", organizationId, Role.OWNER))
                            .invoke(owners -> {
                                if (owners == 0) {
                                    throw Problem.invalid("role", "must stay owner: there is no other one")
                                            .asException();
                                }
                            })
                            .replaceWithVoid();
                }));
    }

    private static RuntimeException noSuchMember() {
        return Problem.of(ProblemType.NOT_FOUND, "There is no such member.").asException();
    }
}
