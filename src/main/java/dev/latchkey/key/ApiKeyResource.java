package dev.latchkey.key;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.caller.CurrentCaller;
import dev.latchkey.conditional.Conditions;
import dev.latchkey.conditional.EntityTag;
import dev.latchkey.idempotency.Idempotency;
import dev.latchkey.patch.MergePatch;
import dev.latchkey.restriction.RequiresScope;
import dev.latchkey.restriction.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Shows and changes one key of the caller's organization and environment. */
@Path("/v1/api-keys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "API keys")
class ApiKeyResource {

    private final CurrentCaller caller;
    private final Idempotency idempotency;
    private final CurrentActor actor;
    private final KeyIssuer issuer;
    private final Keys keys;
    private final ApiKeyViews views;
    private final Conditions conditions;
    private final InstantSource clock = InstantSource.system();

    ApiKeyResource(
            CurrentCaller caller,
            Idempotency idempotency,
            CurrentActor actor,
            KeyIssuer issuer,
            Keys keys,
            ApiKeyViews views,
            Conditions conditions) {
        this.conditions = conditions;
        this.caller = caller;
        this.idempotency = idempotency;
        this.actor = actor;
        this.issuer = issuer;
        this.keys = keys;
        this.views = views;
    }

    @GET
    @Path("/{id}")
    @RequiresScope(Scope.API_KEYS_READ)
    @Operation(
            summary = "Get a key",
            description =
                    "`ETag` is what `If-Match` takes. It names the settings of the key, its revocation and its newest "
                            + "secret, and not when it was used.")
    public Uni<RestResponse<ApiKeyView>> getApiKey(@RestPath String id) {
        var now = now();
        return keys.find(caller.get(), ApiKeysResource.parse(id))
                .map(found -> found.orElseThrow(ApiKeysResource::noSuchKey))
                .chain(key -> views.of(List.of(key), now).map(view -> tagged(key.tag(), view.apply(key))));
    }

    @PATCH
    @Path("/{id}")
    @RequiresScope(Scope.API_KEYS_WRITE)
    @Cancellable(false) // A client that leaves must not stop a change half-way.
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Operation(
            summary = "Change a key",
            description = "A JSON merge patch (RFC 7396). A key that has expired can be given more time; one that is "
                    + "revoked cannot be changed. A secret key gives none more than it has itself.")
    public Uni<RestResponse<ApiKeyView>> updateApiKey(
            @RestPath String id,
            @RequestBody(content = @Content(schema = @Schema(implementation = UpdateApiKey.class)))
                    @NotNull(message = "must be a JSON object")
                    ObjectNode patch) {
        var key = ApiKeysResource.parse(id);
        var condition = conditions.ifMatch();
        return idempotency.once(
                patch,
                () -> issuer.update(caller.get(), key, condition, patch, actor.get(), now())
                        .map(done -> done.orElseThrow(ApiKeysResource::noSuchKey))
                        .map(update -> tagged(update.tag(), update.shown())));
    }

    private static RestResponse<ApiKeyView> tagged(EntityTag tag, ApiKeyView key) {
        return ResponseBuilder.ok(key).header(HttpHeaders.ETAG, tag.toString()).build();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
