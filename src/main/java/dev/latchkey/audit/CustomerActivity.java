package dev.latchkey.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.caller.Caller;
import dev.latchkey.page.Page;
import dev.latchkey.page.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a customer did in its portal sessions, for the customer itself. */
@ApplicationScoped
public class CustomerActivity {

    private final UsageHistory history;

    CustomerActivity(UsageHistory history) {
        this.history = history;
    }

    /** One request as the customer who made it sees it. */
    @Schema(name = "Activity", description = "One request that the customer made in a portal session.")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Activity(
            @Schema(examples = "log_01jd9qv3m8e9kb4c5f6g7h8j9k")
            String id,

            Instant occurredAt,
            @Schema(examples = "PATCH") String method,

            @Schema(nullable = true, examples = "/v1/portal/profile")
            String route,

            @Schema(nullable = true, examples = "200") Integer status,

            @Schema(nullable = true, examples = "203.0.113.9")
            String clientAddress) {}

    /** A page of it, newest first; an index finds exactly these rows. */
    public Uni<Page<Activity>> page(Caller owner, UUID customerId, PageRequest page) {
        var filter = UsageFilter.ofCustomer(customerId);
        return history.part(owner, filter, page.before(), page.limit() + 1, page.limit() + 1)
                .map(part -> Page.of(part.rows(), page, UsageLogView::uuid, CustomerActivity::activity));
    }

    private static Activity activity(UsageLogView row) {
        return new Activity(
                row.id(),
                row.occurredAt(),
                row.method(),
                Optional.ofNullable(row.route()).orElse(row.path()),
                row.status(),
                row.clientAddress());
    }
}
