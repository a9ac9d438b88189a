package dev.latchkey.leak.github;

import dev.latchkey.access.AdmitsAnonymous;
import dev.latchkey.access.BodyLimits;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemType;
import dev.latchkey.restriction.RequiresNoScope;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Where GitHub sends the tokens that it has found. */
@Path(SecretScanningResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Integrations")
@ApplicationScoped
class SecretScanningResource {

    static final String PATH = "/v1/integrations/github/secret-scanning";

    private final GithubConfig config;
    private final GithubKeys keys;
    private final SecretScanning scanning;
    private final ScanningMetrics metrics;
    private final RoutingContext request;

    SecretScanningResource(
            GithubConfig config,
            GithubKeys keys,
            SecretScanning scanning,
            ScanningMetrics metrics,
            RoutingContext request) {
        this.config = config;
        this.keys = keys;
        this.scanning = scanning;
        this.metrics = metrics;
        this.request = request;
    }

    void start(@Observes StartupEvent started, BodyLimits limits) {
        if (keys.isConfigured()) {
            limits.set(PATH, config.maxBodySize());
        }
    }

    @POST
    @AdmitsAnonymous
    @RequiresNoScope
    @Cancellable(false) // A client that leaves must not stop a change half-way.
    @Consumes(MediaType.APPLICATION_JSON)
    @SecurityRequirementsSet
    @Operation(
            summary = "Report tokens that secret scanning has found",
            description = "For GitHub alone, which signs the body: the headers `Github-Public-Key-Identifier` and "
                    + "`Github-Public-Key-Signature` (base64 of ECDSA on P-256 over SHA-256) are required. A batch is "
                    + "handled as a whole or not at all, and once: the same body again is a 409. There is one entry in the "
                    + "answer for each in the batch. 404 where secret scanning is not set up.")
    public Uni<List<Feedback>> reportFoundTokens(
            @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = Match.class)))
                    byte[] body) {
        if (!keys.isConfigured()) {
            throw Problem.of(ProblemType.NOT_FOUND, "There is nothing here that this key can see.")
                    .asException();
        }
        return Uni.createFrom()
                .deferred(() ->
                        scanning.handle(BatchSignature.of(request.request().headers()), body))
                .invoke(metrics::countHandled)
                .onFailure()
                .invoke(metrics::count);
    }
}
