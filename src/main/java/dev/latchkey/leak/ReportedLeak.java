package dev.latchkey.leak;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.audit.UsageReach.Part;
import dev.latchkey.audit.UsageReach.Reach;
import dev.latchkey.idempotency.HoldsSecret;
import dev.latchkey.key.CreatedApiKey;
import dev.latchkey.key.LeakReports.Reported;
import dev.latchkey.key.RevokedApiKey;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What became of a key that has leaked, and what was done with it. */
@Schema(name = "ReportedLeak")
@RegisterForReflection(registerFullHierarchy = true) // The route has two kinds of answer, so none is in its signature.
@JsonInclude(JsonInclude.Include.ALWAYS)
record ReportedLeak(
        RevokedApiKey revoked,

        @Schema(
                nullable = true,
                description = "A key that may do the same, when one was asked for. Its token is here only.")
        CreatedApiKey replacement,

        @Schema(nullable = true, description = "Null when the log cannot be read now: report the key again.")
        Use use)
        implements HoldsSecret<ReportedLeak> {

    @Override
    public ReportedLeak withoutSecret() {
        return new ReportedLeak(revoked, replacement == null ? null : replacement.withoutSecret(), use);
    }

    /** The use of a key since a time. */
    @Schema(
            name = "LeakedKeyUse",
            description = "What was done with the key since then, as far as the usage log has it. Requests of the last "
                    + "moments may still be on their way there: a second report shows them.")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Use(
            Instant since,
            long requests,

            @Schema(description = "Requests that may have changed something: no reads, and answered by less than 400.")
            long writes,

            @Schema(nullable = true) Instant firstUsedAt,
            @Schema(nullable = true) Instant lastUsedAt,

            @Schema(description = "False when there were so many requests that only the newest are counted.")
            boolean complete,

            @Schema(description = "By address, the most frequent first.")
            List<AddressUse> addresses,

            @Schema(description = "By route, the most frequent first.")
            List<RouteUse> routes,

            @Schema(description = "By status, the most frequent first.")
            List<StatusUse> statuses) {}

    /** From one address. */
    @Schema(name = "LeakedKeyAddress")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record AddressUse(
            @Schema(nullable = true, examples = "203.0.113.9")
            String address,

            long requests,

            @Schema(
                    description =
                            "True when the key was not used from there before, in its last 200,000 requests until then.")
            boolean unusual) {}

    /** Of one route. */
    @Schema(name = "LeakedKeyRoute")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record RouteUse(
            @Schema(nullable = true, examples = "/v1/api-keys")
            String route,

            long requests) {}

    /** With one status. */
    @Schema(name = "LeakedKeyStatus")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record StatusUse(
            @Schema(nullable = true, examples = "200") Integer status, long requests) {}

    /** @param reach what was done with the key, unless that cannot be read now */
    static ReportedLeak of(Reported reported, Optional<Reach> reach, Instant since) {
        return new ReportedLeak(
                reported.revoked(),
                reported.replacement().orElse(null),
                reach.map(use -> use(use, since)).orElse(null));
    }

    private static Use use(Reach reach, Instant since) {
        return new Use(
                since,
                reach.requests(),
                reach.writes(),
                reach.first().orElse(null),
                reach.last().orElse(null),
                reach.isComplete(),
                reach.addresses().stream()
                        .map(part -> new AddressUse(part.of().orElse(null), part.requests(), part.isNew()))
                        .toList(),
                reach.routes().stream()
                        .map(part -> new RouteUse(part.of().orElse(null), part.requests()))
                        .toList(),
                reach.statuses().stream().map(ReportedLeak::status).toList());
    }

    private static StatusUse status(Part part) {
        return new StatusUse(part.of().map(Integer::valueOf).orElse(null), part.requests());
    }
}
