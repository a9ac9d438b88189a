package dev.latchkey.key;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.caller.CurrentCaller;
import dev.latchkey.caller.RequiresScope;
import dev.latchkey.caller.Scope;
import dev.latchkey.key.KeyEvents.Change;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Changes keys of the caller's organization and environment. */
@Path("/v1/api-keys/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "API keys")
class ApiKeyChangesResource {

    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final Duration RESTORABLE_FOR = Duration.ofMinutes(60);

    private final CurrentCaller caller;
    private final CurrentActor actor;
    private final KeyIssuer issuer;
    private final KeyPatches patches;
    private final ApiKeyViews views;
    private final InstantSource clock = InstantSource.system();

    ApiKeyChangesResource(
            CurrentCaller caller, CurrentActor actor, KeyIssuer issuer, KeyPatches patches, ApiKeyViews views) {
        this.caller = caller;
        this.actor = actor;
        this.issuer = issuer;
        this.patches = patches;
        this.views = views;
    }

    @PATCH
    @RequiresScope(Scope.API_KEYS_WRITE)
    @Cancellable(false) // A client that leaves must not stop a change half-way.
    @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Operation(
            summary = "Change a key",
            description =
                    "A JSON merge patch: what is left out stays, and null takes away. The type cannot be changed. A "
                            + "key cannot give more than it has itself. Every replica goes by the change within milliseconds.")
    public Uni<ApiKeyView> updateApiKey(
            @RestPath String id,
            @NotNull(message = "must be a JSON object")
                    @RequestBody(content = @Content(schema = @Schema(implementation = CreateApiKey.class)))
                    ObjectNode patch) {
        var now = now();
        return change(id, key -> update(key, patch, now), now);
    }

    @POST
    @RequiresScope(Scope.API_KEYS_WRITE)
    @Cancellable(false)
    @Path("/restore")
    @Operation(
            summary = "Undo a revocation",
            description =
                    "Within 60 minutes of it. The key works again with the secrets it had; restoring a key that is "
                            + "not revoked, or was revoked longer ago, is a 409 `key_not_restorable`.")
    public Uni<ApiKeyView> restoreApiKey(@RestPath String id) {
        var now = now();
        return change(id, key -> restore(key, now), now);
    }

    private Optional<Change> update(ApiKey key, ObjectNode patch, Instant now) {
        if (key.revokedAt != null) {
            throw Problem.of(ProblemType.KEY_NOT_ACTIVE, "This key is revoked and cannot be changed.")
                    .asException();
        }
        var before = KeyProperties.of(key);
        var after = patches.apply(patch, key, now);
        actor.checkHas(after.restrictions());
        var differences = after.differences(before);
        if (differences.isEmpty()) {
            return Optional.empty();
        }
        after.applyTo(key);
        return Optional.of(Change.updated(differences));
    }

    private Optional<Change> restore(ApiKey key, Instant now) {
        if (key.revokedAt == null) {
            throw notRestorable("This key is not revoked.");
        }
        if (key.revokedAt.plus(RESTORABLE_FOR).isBefore(now)) {
            throw notRestorable("This key was revoked more than 60 minutes ago. Make another one.");
        }
        actor.checkHas(key.restrictions());
        key.revokedAt = null;
        return Optional.of(Change.of(KeyEventType.RESTORED));
    }

    private Uni<ApiKeyView> change(String id, Function<ApiKey, Optional<Change>> change, Instant now) {
        return issuer.change(caller.get(), ApiKeysResource.parse(id), change, actor.get(), now)
                .map(done -> done.orElseThrow(ApiKeysResource::noSuchKey))
                .chain(done -> views.of(List.of(done.key()), now).map(view -> view.apply(done.key())));
    }

    private static RuntimeException notRestorable(String detail) {
        return Problem.of(ProblemType.KEY_NOT_RESTORABLE, detail).asException();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
