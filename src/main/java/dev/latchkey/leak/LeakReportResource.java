package dev.latchkey.leak;

import dev.latchkey.audit.UsageReach;
import dev.latchkey.caller.Caller;
import dev.latchkey.caller.CurrentCaller;
import dev.latchkey.id.TypeId;
import dev.latchkey.idempotency.Idempotency;
import dev.latchkey.idempotency.Outcome;
import dev.latchkey.key.LeakReports;
import dev.latchkey.key.LeakReports.Reported;
import dev.latchkey.page.Query;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemType;
import dev.latchkey.restriction.RequiresScope;
import dev.latchkey.restriction.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Stops a key that has leaked and says what it was used for. */
@Path("/v1/api-keys/report-leak")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "API keys")
class LeakReportResource {

    private static final Logger LOG = Logger.getLogger(LeakReportResource.class);
    private static final Duration LOOK_BACK = Duration.ofDays(30);
    private static final Instant EARLIEST = Instant.EPOCH;

    private final CurrentCaller caller;
    private final Idempotency idempotency;
    private final LeakReports reports;
    private final UsageReach reach;
    private final InstantSource clock = InstantSource.system();

    LeakReportResource(CurrentCaller caller, Idempotency idempotency, LeakReports reports, UsageReach reach) {
        this.caller = caller;
        this.idempotency = idempotency;
        this.reports = reports;
        this.reach = reach;
    }

    @POST
    @RequiresScope(Scope.API_KEYS_WRITE)
    @Cancellable(false) // A client that leaves must not stop a change half-way.
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = ReportedLeak.class, responseCode = "200", responseDescription = "The key is revoked")
    @Operation(
            summary = "Report a leaked key",
            description =
                    "Revokes the key for good, makes another one if that is asked for, and says what was done with "
                            + "the leaked one since then. A token may be of either environment; an id is one of the caller's own. "
                            + "A second report changes nothing and shows the use anew.")
    public Uni<RestResponse<ReportedLeak>> reportLeak(
            @NotNull(message = "must be a JSON object") @Valid ReportLeak leak) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        check(leak, now);
        var owner = caller.get();
        var since = Optional.ofNullable(leak.since()).orElse(now.minus(LOOK_BACK));
        return idempotency.onceConfirmed(
                leak,
                () -> find(owner, leak)
                        .chain(id -> reports.report(
                                owner,
                                id.orElseThrow(LeakReportResource::noSuchKey),
                                leak.token() == null,
                                Optional.ofNullable(leak.source()),
                                leak.replace(),
                                now))
                        .map(reported -> reported.orElseThrow(LeakReportResource::noSuchKey))
                        .map(reported -> Outcome.of(
                                answer(ReportedLeak.of(reported, Optional.empty(), since)),
                                () -> reports.confirmed(reported)
                                        .chain(confirmed -> answer(owner, confirmed, since)))));
    }

    private Uni<RestResponse<ReportedLeak>> answer(Caller owner, Reported reported, Instant since) {
        return reach.since(owner.organizationId(), reported.environment(), reported.apiKeyId(), since)
                .map(use -> ReportedLeak.of(reported, Optional.of(use), since))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf("The use of a leaked key cannot be read now: %s", failure);
                    return ReportedLeak.of(reported, Optional.empty(), since);
                })
                .map(LeakReportResource::answer);
    }

    private static RestResponse<ReportedLeak> answer(ReportedLeak reported) {
        return RestResponse.ResponseBuilder.ok(reported)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private Uni<Optional<UUID>> find(Caller owner, ReportLeak leak) {
        return leak.token() != null
                ? reports.keyOf(owner, leak.token())
                : Uni.createFrom().item(TypeId.API_KEY.parse(leak.apiKeyId()));
    }

    private static void check(ReportLeak leak, Instant now) {
        var query = new Query();
        if ((leak.token() == null) == (leak.apiKeyId() == null)) {
            query.wrong("token", "must be given, or apiKeyId, and not both");
        } else if (leak.apiKeyId() != null && leak.source() == null) {
            query.wrong("source", "must say who reports the key, when its token is not given");
        }
        if (leak.since() != null && (leak.since().isAfter(now) || leak.since().isBefore(EARLIEST))) {
            query.wrong("since", "must be in the past, and after 1970");
        }
        query.check();
    }

    private static RuntimeException noSuchKey() {
        return Problem.of(ProblemType.NOT_FOUND, "There is nothing here that this key can see.")
                .asException();
    }
}
