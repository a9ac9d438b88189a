package dev.latchkey.portal;

import dev.latchkey.caller.Caller;
import dev.latchkey.customer.CustomerProfiles;
import dev.latchkey.customer.CustomerProfiles.Known;
import dev.latchkey.id.TypeId;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.Problem.FieldError;
import dev.latchkey.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** A customer as a request names it: by one of two ids. */
record CustomerReference(String customerId, String customerExternalId) {

    /** Who it is; a problem when it is nobody that the caller can see, or not one of the two was given. */
    Uni<Known> resolve(CustomerProfiles customers, Caller owner) {
        if ((customerId == null) == (customerExternalId == null)) {
            var message = "give exactly one of customerId and customerExternalId";
            throw Problem.invalid(List.of(
                            new FieldError("customerId", message), new FieldError("customerExternalId", message)))
                    .asException();
        }
        if (customerId == null) {
            return customers
                    .findByExternalId(owner, customerExternalId)
                    .map(found -> found.orElseThrow(() -> nobody("customerExternalId")));
        }
        var id = TypeId.CUSTOMER.parse(customerId).orElseThrow(() -> nobody("customerId"));
        return customers.find(owner, id).map(found -> found.orElseThrow(() -> nobody("customerId")));
    }

    private static RuntimeException nobody(String field) {
        return Problem.of(ProblemType.NOT_FOUND, "'" + field + "' names no customer that this key can see.")
                .asException();
    }
}
