package dev.latchkey.customer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.id.TypeId;
import dev.latchkey.organization.Environment;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A customer as the API shows it. */
@Schema(name = "Customer")
@JsonInclude(JsonInclude.Include.ALWAYS)
record CustomerView(
        @Schema(examples = "cus_01jd9qv3m8e9kb4c5f6g7h8j9k") String id,
        Environment environment,

        @Schema(nullable = true, examples = "user-4711") String externalId,

        @Schema(examples = "Kari Nordmann") String name,

        @Schema(nullable = true, examples = "kari@example.com")
        String email,

        @Schema(nullable = true, examples = "+4755512345") String phone,

        @Schema(nullable = true) CustomerAddress address,
        Map<String, String> metadata,
        Instant createdAt,
        Instant updatedAt) {

    static CustomerView of(Customer customer) {
        var fields = customer.fields();
        return new CustomerView(
                TypeId.CUSTOMER.format(customer.id),
                customer.environment,
                fields.externalId(),
                fields.name(),
                fields.email(),
                fields.phone(),
                fields.address(),
                fields.metadata(),
                customer.createdAt,
                customer.updatedAt);
    }
}
