package dev.latchkey.key;

import dev.latchkey.caller.CurrentCaller;
import dev.latchkey.id.TypeId;
import dev.latchkey.idempotency.Idempotency;
import dev.latchkey.key.KeyChanges.NewKey;
import dev.latchkey.page.Page;
import dev.latchkey.page.PageRequest;
import dev.latchkey.page.Query;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemType;
import dev.latchkey.restriction.RequiresScope;
import dev.latchkey.restriction.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Makes and lists the keys of the caller's organization and environment. */
@Path("/v1/api-keys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "API keys")
class ApiKeysResource {

    private final CurrentCaller caller;
    private final Idempotency idempotency;
    private final CurrentActor actor;
    private final KeyIssuer issuer;
    private final Keys keys;
    private final ApiKeyViews views;
    private final InstantSource clock = InstantSource.system();

    ApiKeysResource(
            CurrentCaller caller,
            Idempotency idempotency,
            CurrentActor actor,
            KeyIssuer issuer,
            Keys keys,
            ApiKeyViews views) {
        this.caller = caller;
        this.idempotency = idempotency;
        this.actor = actor;
        this.issuer = issuer;
        this.keys = keys;
        this.views = views;
    }

    @POST
    @RequiresScope(Scope.API_KEYS_WRITE)
    @Cancellable(false) // A client that leaves must not stop a change half-way.
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = CreatedApiKey.class, responseCode = "201", responseDescription = "The key was made")
    @Operation(summary = "Make a key", description = "The token is in this answer and in no other.")
    public Uni<RestResponse<CreatedApiKey>> createApiKey(
            @NotNull(message = "must be a JSON object") @Valid CreateApiKey request) {
        var now = now();
        var owner = caller.get();
        var errors = request.unfit(request.typeOrDefault(), Optional.empty(), now);
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors).asException();
        }
        var wanted = new NewKey(owner.organizationId(), owner.environment(), request);
        return idempotency.once(
                request,
                () -> issuer.issue(wanted, actor.get(), now)
                        .map(issued -> CreatedApiKey.of(issued, now))
                        .map(created -> ResponseBuilder.create(RestResponse.Status.CREATED, created)
                                .header(HttpHeaders.LOCATION, "/v1/api-keys/" + created.id())
                                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                                .build()));
    }

    @GET
    @RequiresScope(Scope.API_KEYS_READ)
    @Operation(summary = "List keys", description = "Newest first.")
    public Uni<Page<ApiKeyView>> listApiKeys(
            @RestQuery @Parameter(description = "Only keys of this type: secret or publishable.") String type,
            @RestQuery @Parameter(description = "Only keys with this status: active, expired or revoked.")
                    String status,
            @RestQuery @Parameter(description = "How many, 1 to 100; 20 when left out.") String limit,
            @RestQuery @Parameter(description = "The nextCursor of the page before.") String cursor) {
        var now = now();
        var owner = caller.get();
        var query = new Query();
        var wantedType = query.oneOf("type", type, KeyType.class);
        var wantedStatus = query.oneOf("status", status, KeyStatus.class);
        var page = PageRequest.of("api-keys", owner, query, limit, cursor);
        query.check();
        return keys.list(owner, wantedType, wantedStatus, page, now)
                .chain(rows -> views.of(rows, now).map(view -> Page.of(rows, page, key -> key.id, view)));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    static UUID parse(String id) {
        return TypeId.API_KEY.parse(id).orElseThrow(ApiKeysResource::noSuchKey);
    }

    static RuntimeException noSuchKey() {
        return Problem.of(ProblemType.NOT_FOUND, "There is nothing here that this key can see.")
                .asException();
    }
}
