package dev.latchkey.portal;

import dev.latchkey.caller.CurrentCaller;
import dev.latchkey.customer.CustomerProfiles;
import dev.latchkey.id.TypeId;
import dev.latchkey.idempotency.Idempotency;
import dev.latchkey.idempotency.Outcome;
import dev.latchkey.key.SecretProofs;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemType;
import dev.latchkey.restriction.RequiresScope;
import dev.latchkey.restriction.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Shows and ends portal sessions of the caller's customers. */
@Path("/v1/portal-sessions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Portal sessions")
class PortalSessionResource {

    private final CurrentCaller caller;
    private final Idempotency idempotency;
    private final CustomerProfiles customers;
    private final SessionIssuer issuer;
    private final Sessions sessions;
    private final SecretProofs proofs;
    private final InstantSource clock = InstantSource.system();

    PortalSessionResource(
            CurrentCaller caller,
            Idempotency idempotency,
            CustomerProfiles customers,
            SessionIssuer issuer,
            Sessions sessions,
            SecretProofs proofs) {
        this.caller = caller;
        this.idempotency = idempotency;
        this.customers = customers;
        this.issuer = issuer;
        this.sessions = sessions;
        this.proofs = proofs;
    }

    @GET
    @Path("/{id}")
    @RequiresScope(Scope.PORTAL_SESSIONS_READ)
    @Operation(summary = "Get a portal session", description = "Without its token and its URL.")
    public Uni<PortalSessionView> getPortalSession(@RestPath String id) {
        return sessions.find(caller.get(), parse(id))
                .map(found -> PortalSessionView.of(found.orElseThrow(PortalSessionResource::noSuchSession), now()));
    }

    @DELETE
    @Path("/{id}")
    @RequiresScope(Scope.PORTAL_SESSIONS_WRITE)
    @Cancellable(false)
    @Operation(
            summary = "End a portal session",
            description =
                    "The answer comes once every replica has confirmed the end, or after a short wait with the number "
                            + "of those that have not. Asking again changes nothing.")
    public Uni<RestResponse<EndedPortalSession>> endPortalSession(@RestPath String id) {
        var session = parse(id);
        return idempotency.onceConfirmed(
                null,
                () -> issuer.end(caller.get(), session, now())
                        .map(done -> EndedPortalSession.of(
                                done.orElseThrow(PortalSessionResource::noSuchSession), proofs.worst()))
                        .map(ended -> Outcome.of(
                                RestResponse.ok(ended),
                                () -> proofs.receipt().map(receipt -> RestResponse.ok(ended.with(receipt))))));
    }

    @POST
    @Path("/end-all")
    @RequiresScope(Scope.PORTAL_SESSIONS_WRITE)
    @Cancellable(false)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "End all portal sessions of a customer",
            description = "As ending each. A customer that the key cannot see is a 404.")
    public Uni<RestResponse<EndedPortalSessions>> endPortalSessions(
            @NotNull(message = "must be a JSON object") @Valid EndPortalSessions request) {
        return idempotency.onceConfirmed(
                request,
                () -> request.customer()
                        .resolve(customers, caller.get())
                        .chain(customer -> issuer.endAll(caller.get(), customer.id(), now())
                                .map(count -> EndedPortalSessions.of(customer.id(), count, proofs.worst()))
                                .map(ended -> Outcome.of(
                                        RestResponse.ok(ended),
                                        () -> proofs.receipt().map(receipt -> RestResponse.ok(ended.with(receipt)))))));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static UUID parse(String id) {
        return TypeId.PORTAL_SESSION.parse(id).orElseThrow(PortalSessionResource::noSuchSession);
    }

    private static RuntimeException noSuchSession() {
        return Problem.of(ProblemType.NOT_FOUND, "There is nothing here that this key can see.")
                .asException();
    }
}
