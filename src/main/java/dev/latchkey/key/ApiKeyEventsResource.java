package dev.latchkey.key;

import dev.latchkey.caller.CurrentCaller;
import dev.latchkey.page.Page;
import dev.latchkey.page.PageRequest;
import dev.latchkey.page.Query;
import dev.latchkey.restriction.RequiresScope;
import dev.latchkey.restriction.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Shows the history of keys of the caller's organization and environment. */
@Path("/v1/api-keys/{id}/events")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "API keys")
class ApiKeyEventsResource {

    private final CurrentCaller caller;
    private final Keys keys;
    private final KeyEvents events;

    ApiKeyEventsResource(CurrentCaller caller, Keys keys, KeyEvents events) {
        this.caller = caller;
        this.keys = keys;
        this.events = events;
    }

    @GET
    @RequiresScope(Scope.API_KEYS_READ)
    @Operation(
            summary = "List the changes to a key",
            description = "Newest first: when it was made, rotated and revoked, and by whom. Each is written with the "
                    + "change itself, so that there is none without the other.")
    public Uni<Page<KeyEventView>> listApiKeyEvents(
            @RestPath String id,
            @RestQuery @Parameter(description = "How many, 1 to 100; 20 when left out.") String limit,
            @RestQuery @Parameter(description = "The nextCursor of the page before.") String cursor) {
        var owner = caller.get();
        var key = ApiKeysResource.parse(id);
        var query = new Query();
        var page = PageRequest.of("api-key-events/" + id, owner, query, limit, cursor);
        query.check();
        return keys.find(owner, key)
                .map(found -> found.orElseThrow(ApiKeysResource::noSuchKey))
                .chain(found -> events.list(owner, key, page))
                .map(rows -> Page.of(rows, page, event -> event.id, KeyEventView::of));
    }
}
