package dev.latchkey.key;

import dev.latchkey.caller.CurrentCaller;
import dev.latchkey.conditional.Conditions;
import dev.latchkey.idempotency.Idempotency;
import dev.latchkey.idempotency.Outcome;
import dev.latchkey.restriction.RequiresScope;
import dev.latchkey.restriction.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Revokes keys of the caller's organization and environment, and undoes it. */
@Path("/v1/api-keys/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "API keys")
class ApiKeyRevocationResource {

    private final CurrentCaller caller;
    private final Idempotency idempotency;
    private final CurrentActor actor;
    private final KeyIssuer issuer;
    private final ApiKeyViews views;
    private final ThisReplica replica;
    private final Conditions conditions;
    private final InstantSource clock = InstantSource.system();

    ApiKeyRevocationResource(
            CurrentCaller caller,
            Idempotency idempotency,
            CurrentActor actor,
            KeyIssuer issuer,
            ApiKeyViews views,
            ThisReplica replica,
            Conditions conditions) {
        this.conditions = conditions;
        this.caller = caller;
        this.idempotency = idempotency;
        this.actor = actor;
        this.issuer = issuer;
        this.views = views;
        this.replica = replica;
    }

    @POST
    @RequiresScope(Scope.API_KEYS_WRITE)
    @Path("/revoke")
    @Cancellable(false) // A client that leaves must not stop a change half-way.
    @Operation(
            summary = "Revoke a key",
            description =
                    "A key may revoke itself. The answer comes once every replica has confirmed the change, or after "
                            + "a short wait with the number of those that have not. Asking again changes nothing.")
    public Uni<RestResponse<RevokedApiKey>> revokeApiKey(@RestPath String id) {
        var key = ApiKeysResource.parse(id);
        var condition = conditions.ifMatch();
        return idempotency.onceConfirmed(
                null,
                () -> issuer.revoke(caller.get(), key, condition, actor.get(), now())
                        .map(done -> RevokedApiKey.of(
                                done.orElseThrow(ApiKeysResource::noSuchKey).key(), replica.worst()))
                        .map(revoked -> Outcome.of(
                                RestResponse.ok(revoked),
                                () -> replica.receipt().map(receipt -> RestResponse.ok(revoked.with(receipt))))));
    }

    @POST
    @RequiresScope(Scope.API_KEYS_WRITE)
    @Path("/restore")
    @Cancellable(false)
    @Operation(
            summary = "Undo a revocation",
            description =
                    "Within 60 minutes of it: the key works again, with the secrets that it had. A key that is not "
                            + "revoked, or was revoked longer ago, is a 409 `key_not_restorable`.")
    public Uni<RestResponse<ApiKeyView>> restoreApiKey(@RestPath String id) {
        var now = now();
        var key = ApiKeysResource.parse(id);
        return idempotency.once(
                null,
                () -> issuer.restore(caller.get(), key, actor.get(), now)
                        .map(done -> done.orElseThrow(ApiKeysResource::noSuchKey))
                        .chain(done -> views.of(List.of(done.key()), now)
                                .map(view -> RestResponse.ok(view.apply(done.key())))));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
