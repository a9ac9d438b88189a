package dev.latchkey.leak;

import dev.latchkey.access.AdmitsAnonymous;
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
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSets;
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

    private final CurrentCaller caller;
    private final Idempotency idempotency;
    private final LeakReports reports;
    private final AnonymousReports anonymous;
    private final UsageReach reach;
    private final InstantSource clock = InstantSource.system();

    LeakReportResource(
            CurrentCaller caller,
            Idempotency idempotency,
            LeakReports reports,
            AnonymousReports anonymous,
            UsageReach reach) {
        this.anonymous = anonymous;
        this.caller = caller;
        this.idempotency = idempotency;
        this.reports = reports;
        this.reach = reach;
    }

    @POST
    @AdmitsAnonymous
    @RequiresScope(Scope.API_KEYS_WRITE)
    @Cancellable(false) // A client that leaves must not stop a change half-way.
    @Consumes(MediaType.APPLICATION_JSON)
    @SecurityRequirementsSets({@SecurityRequirementsSet(@SecurityRequirement(name = "apiKey")), @SecurityRequirementsSet
    })
    @APIResponse(
            responseCode = "200",
            description = "The key is revoked",
            content = @Content(schema = @Schema(implementation = ReportedLeak.class)))
    @APIResponse(
            responseCode = "202",
            description = "A token was reported without an API key. If it works, it soon does no more",
            content = @Content(schema = @Schema(implementation = ReceivedReport.class)))
    @Operation(
            summary = "Report a leaked key",
            description =
                    "Revokes the key for good, makes another one if that is asked for, and says what was done with "
                            + "the leaked one since then. A token may be of either environment; an id is one of the caller's own. "
                            + "A second report changes nothing and shows the use anew. Whoever has found a token may report "
                            + "it without an API key, and gets the same 202 whatever it was.")
    public Uni<RestResponse<?>> reportLeak(@NotNull(message = "must be a JSON object") @Valid ReportLeak leak) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return caller.find()
                .<Uni<RestResponse<?>>>map(owner -> report(owner, leak, now))
                .orElseGet(() -> anonymous
                        .report(leak, now)
                        .map(done -> answer(Response.Status.ACCEPTED, ReceivedReport.RECEIVED)));
    }

    private Uni<RestResponse<?>> report(Caller owner, ReportLeak leak, Instant now) {
        check(leak, now);
        var since = leak.sinceOr(now.minus(LOOK_BACK));
        return idempotency
                .onceConfirmed(
                        leak,
                        () -> find(owner, leak)
                                .chain(id -> reports.report(
                                        owner,
                                        id.orElseThrow(LeakReportResource::noSuchKey),
                                        leak.token() == null,
                                        Optional.ofNullable(leak.source()),
                                        leak.isReplacementWanted(),
                                        now))
                                .map(reported -> reported.orElseThrow(LeakReportResource::noSuchKey))
                                .map(reported -> Outcome.of(
                                        answer(Response.Status.OK, ReportedLeak.of(reported, Optional.empty(), since)),
                                        () -> reports.confirmed(reported)
                                                .chain(confirmed -> answer(owner, confirmed, since)))))
                .<RestResponse<?>>map(answer -> answer);
    }

    private Uni<RestResponse<ReportedLeak>> answer(Caller owner, Reported reported, Instant since) {
        return reach.since(owner.organizationId(), reported.environment(), reported.apiKeyId(), since)
                .map(use -> ReportedLeak.of(reported, Optional.of(use), since))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf("The use of a leaked key cannot be read now: %s", failure);
                    return ReportedLeak.of(reported, Optional.empty(), since);
                })
                .map(answer -> answer(Response.Status.OK, answer));
    }

    private static <T> RestResponse<T> answer(Response.Status status, T entity) {
        return RestResponse.ResponseBuilder.create(status, entity)
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
        if (leak.since() != null && (leak.since().isAfter(now) || leak.since().isBefore(Instant.EPOCH))) {
            query.wrong("since", "must be in the past, and after 1970");
        }
        query.check();
    }

    private static RuntimeException noSuchKey() {
        return Problem.of(ProblemType.NOT_FOUND, "There is nothing here that this key can see.")
                .asException();
    }
}
