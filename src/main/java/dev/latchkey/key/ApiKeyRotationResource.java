package dev.latchkey.key;

import dev.latchkey.caller.CurrentCaller;
import dev.latchkey.idempotency.Idempotency;
import dev.latchkey.idempotency.Outcome;
import dev.latchkey.key.feed.Receipt;
import dev.latchkey.restriction.RequiresScope;
import dev.latchkey.restriction.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Rotates keys of the caller's organization and environment. */
@Path("/v1/api-keys/{id}/rotate")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "API keys")
class ApiKeyRotationResource {

    private final CurrentCaller caller;
    private final Idempotency idempotency;
    private final CurrentActor actor;
    private final KeyIssuer issuer;
    private final ThisReplica replica;
    private final InstantSource clock = InstantSource.system();

    ApiKeyRotationResource(
            CurrentCaller caller, Idempotency idempotency, CurrentActor actor, KeyIssuer issuer, ThisReplica replica) {
        this.caller = caller;
        this.idempotency = idempotency;
        this.actor = actor;
        this.issuer = issuer;
        this.replica = replica;
    }

    @POST
    @RequiresScope(Scope.API_KEYS_WRITE)
    @Cancellable(false) // A client that leaves must not stop a change half-way.
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = RotatedApiKey.class, responseCode = "201", responseDescription = "A secret was made")
    @Operation(
            summary = "Rotate a key",
            description = "Makes a second secret for the same key; its token is in this answer and in no other. The "
                    + "old secret goes on working for `overlap`, a day when it is left out, and then retires by itself. "
                    + "A key may rotate itself. A key that has two secrets already is a 409 `key_rotating`, one that is "
                    + "revoked or has expired a 409 `key_not_active`. Every replica goes by the change within "
                    + "milliseconds, and `effectiveBy` says when at the latest.")
    public Uni<RestResponse<RotatedApiKey>> rotateApiKey(
            @RestPath String id, @RequestBody(required = false) @Valid RotateApiKey request) {
        var plan = Optional.ofNullable(request).orElse(RotateApiKey.BY_DEFAULT).plan();
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var key = ApiKeysResource.parse(id);
        return idempotency.onceConfirmed(
                request,
                () -> issuer.rotate(caller.get(), key, plan, actor.get(), now)
                        .map(done -> done.orElseThrow(ApiKeysResource::noSuchKey))
                        .map(rotation -> Outcome.of(
                                answer(rotation, replica.worst()),
                                () -> replica.receiptOrWorst().map(receipt -> answer(rotation, receipt)))));
    }

    private static RestResponse<RotatedApiKey> answer(KeyRotations.Rotation rotation, Receipt receipt) {
        var rotated = RotatedApiKey.of(rotation, receipt.effectiveBy());
        return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, rotated)
                .header(HttpHeaders.LOCATION, "/v1/api-keys/" + rotated.apiKey().id())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
