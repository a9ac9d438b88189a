package dev.latchkey.customer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.caller.Caller;
import dev.latchkey.conditional.IfMatch;
import dev.latchkey.id.UuidV7;
import dev.latchkey.page.PageRequest;
import dev.latchkey.patch.MergePatch;
import dev.latchkey.postgres.UniqueViolation;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemType;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Every query on customers. Changes to the same one wait for each other: each locks its row. */
@ApplicationScoped
class Customers {

    private static final String OWN = "organizationId = :organization and environment = :environment";
    private static final String UNIQUE_EXTERNAL_ID = "customers_external_id";

    private final UuidV7 ids;
    private final MergePatch patches;

    Customers(UuidV7 ids, MergePatch patches) {
        this.ids = ids;
        this.patches = patches;
    }

    Uni<Customer> insert(Caller owner, CustomerFields fields, Instant now) {
        var customer = new Customer();
        customer.id = ids.next(now);
        customer.organizationId = owner.organizationId();
        customer.environment = owner.environment();
        customer.createdAt = now;
        customer.set(fields, now);
        return Panache.withTransaction(() -> write(customer));
    }

    /** One more than the page holds, to know whether there are more. */
    Uni<List<Customer>> list(Caller owner, Optional<String> externalId, Optional<String> email, PageRequest page) {
        var query = new StringBuilder(OWN);
        var parameters = own(owner);
        externalId.ifPresent(text -> {
            query.append(" and externalId = :externalId");
            parameters.put("externalId", text);
        });
        email.ifPresent(text -> {
            query.append(" and lower(email) = lower(:email)");
            parameters.put("email", text);
        });
        page.before().ifPresent(id -> {
            query.append(" and id < :before");
            parameters.put("before", id);
        });
        return Panache.withSession(() -> Customer.<Customer>find(query.toString(), Sort.descending("id"), parameters)
                .range(0, page.limit())
                .list());
    }

    Uni<Optional<Customer>> find(Caller owner, UUID id) {
        return Panache.withSession(() -> Customer.<Customer>find(OWN + " and id = :id", own(owner, id))
                .firstResult()
                .map(Optional::ofNullable));
    }

    Uni<Optional<Customer>> findByExternalId(Caller owner, String externalId) {
        var parameters = own(owner);
        parameters.put("externalId", externalId);
        return Panache.withSession(() -> Customer.<Customer>find(OWN + " and externalId = :externalId", parameters)
                .firstResult()
                .map(Optional::ofNullable));
    }

    /** Changes a customer, if there is one; what changes nothing leaves it as it was. */
    Uni<Optional<Customer>> update(Caller owner, UUID id, IfMatch condition, ObjectNode patch, Instant now) {
        return Panache.withTransaction(() -> lock(owner, id, condition).chain(customer -> {
            if (customer.isEmpty()) {
                return Uni.createFrom().item(customer);
            }
            var before = customer.get().fields();
            var after = patches.apply(before, CustomerFields.class, patch);
            if (after.equals(before)) {
                return Uni.createFrom().item(customer);
            }
            customer.get().set(after, now);
            return write(customer.get()).map(Optional::of);
        }));
    }

    /** Deletes a customer and, in the database, all that is its own. Says whether there was one. */
    Uni<Boolean> delete(Caller owner, UUID id, IfMatch condition) {
        return Panache.withTransaction(() -> lock(owner, id, condition)
                .chain(customer -> customer.isEmpty()
                        ? Uni.createFrom().item(false)
                        : customer.get().delete().replaceWith(true)));
    }

    private static Uni<Customer> write(Customer customer) {
        return customer.<Customer>persistAndFlush()
                .onFailure(failure -> UniqueViolation.of(UNIQUE_EXTERNAL_ID, failure))
                .transform(taken -> Problem.of(
                                ProblemType.EXTERNAL_ID_TAKEN, "Another customer has this externalId already.")
                        .asException());
    }

    private Uni<Optional<Customer>> lock(Caller owner, UUID id, IfMatch condition) {
        return lock(owner, id).invoke(found -> found.map(Customer::tag).ifPresent(condition::check));
    }

    /** The customer, which nobody else changes until the transaction is over. */
    Uni<Optional<Customer>> lock(Caller owner, UUID id) {
        return Customer.<Customer>find(OWN + " and id = :id", own(owner, id))
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult()
                .map(Optional::ofNullable);
    }

    private static Map<String, Object> own(Caller owner) {
        return new HashMap<>(Map.of("organization", owner.organizationId(), "environment", owner.environment()));
    }

    private static Map<String, Object> own(Caller owner, UUID id) {
        var parameters = own(owner);
        parameters.put("id", id);
        return parameters;
    }
}
