package dev.latchkey.access;

import dev.latchkey.caller.CurrentCaller;
import dev.latchkey.key.CurrentGrants;
import dev.latchkey.key.Grant;
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
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Says what would become of a request with a key, by the same rules that would decide it. */
@Path("/v1/api-keys/{id}/explain")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "API keys")
class ExplainResource {

    private final CurrentCaller caller;
    private final CurrentGrants grants;
    private final Decision decision;
    private final Routes routes;

    ExplainResource(CurrentCaller caller, CurrentGrants grants, Decision decision, Routes routes) {
        this.routes = routes;
        this.caller = caller;
        this.grants = grants;
        this.decision = decision;
    }

    @POST
    @RequiresScope(Scope.API_KEYS_READ)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Explain a decision",
            description =
                    "Whether a request with this key, or with its newer secret while it rotates, would be allowed "
                            + "now, and if not, which rule would refuse it. Nothing is done and nothing is taken from its rate. "
                            + "What is wrong with a body or a parameter is not looked at.")
    public Uni<Explanation> explainApiKey(
            @RestPath String id, @NotNull(message = "must be a JSON object") @Valid ExplainRequest request) {
        return grants.of(caller.get(), id)
                .map(found -> explain(found.orElseThrow(ExplainResource::noSuchKey), request));
    }

    private Explanation explain(Grant grant, ExplainRequest request) {
        var ask = request.ask();
        return Explanation.of(decision.refusal(grant, ask, request.path()), routes.find(ask.method(), request.path()));
    }

    private static RuntimeException noSuchKey() {
        return Problem.of(ProblemType.NOT_FOUND, "There is nothing here that this key can see.")
                .asException();
    }
}
