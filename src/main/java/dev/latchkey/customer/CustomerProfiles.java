package dev.latchkey.customer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.caller.Caller;
import dev.latchkey.patch.MergePatch;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemType;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Customers for other features: who there is, and what one sees and changes of itself. */
@ApplicationScoped
public class CustomerProfiles {

    private final Customers customers;
    private final MergePatch patches;

    CustomerProfiles(Customers customers, MergePatch patches) {
        this.customers = customers;
        this.patches = patches;
    }

    /** Whether there is such a customer, and its externalId. */
    public record Known(UUID id, Optional<String> externalId) {}

    public Uni<Optional<Known>> find(Caller owner, UUID id) {
        return customers.find(owner, id).map(found -> found.map(CustomerProfiles::known));
    }

    public Uni<Optional<Known>> findByExternalId(Caller owner, String externalId) {
        return customers.findByExternalId(owner, externalId).map(found -> found.map(CustomerProfiles::known));
    }

    /** What a customer sees of itself; the problem of one that does not exist when it was deleted meanwhile. */
    public Uni<CustomerProfile> show(Caller owner, UUID id) {
        return customers.find(owner, id).map(found -> CustomerProfile.of(found.orElseThrow(CustomerProfiles::gone)));
    }

    /** Changes what a customer may change of itself; fails as a request with such a body does. */
    public Uni<CustomerProfile> update(Caller owner, UUID id, ObjectNode patch, Instant now) {
        return Panache.withTransaction(() -> customers.lock(owner, id).chain(found -> {
            var customer = found.orElseThrow(CustomerProfiles::gone);
            var before = CustomerProfile.of(customer);
            var after = patches.apply(before, CustomerProfile.class, patch);
            if (!after.equals(before)) {
                customer.set(after.in(customer.fields()), now);
            }
            return customer.<Customer>persistAndFlush().map(CustomerProfile::of);
        }));
    }

    private static Known known(Customer customer) {
        return new Known(customer.id, Optional.ofNullable(customer.externalId));
    }

    private static RuntimeException gone() {
        return Problem.of(ProblemType.NOT_FOUND, "There is nothing here that this session can see.")
                .asException();
    }
}
