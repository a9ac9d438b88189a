package dev.latchkey.idempotency;

import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemType;
import dev.latchkey.restriction.RequiresNoScope;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Changes that go wrong in every way there is: each has changed something before it does. */
@Path("/v1/test/once")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class OnceRoutes {

    static volatile CompletableFuture<Void> gate = new CompletableFuture<>();
    static final Semaphore CHANGING = new Semaphore(0);

    private static final String CHANGE = "update organizations set name = name || '!' where name = ?1";

    private final Idempotency idempotency;

    OnceRoutes(Idempotency idempotency) {
        this.idempotency = idempotency;
    }

    @POST
    @Path("/{type}")
    @RequiresNoScope
    public Uni<RestResponse<String>> refuse(@RestPath String type, String organization) {
        return idempotency.once(
                organization,
                () -> change(organization).map(changed -> {
                    throw type.equals("none")
                            ? new IllegalStateException("on purpose")
                            : Problem.of(ProblemType.valueOf(type), "On purpose.")
                                    .asException();
                }));
    }

    @POST
    @Path("/slow")
    @RequiresNoScope
    public Uni<RestResponse<String>> awaitGate(String organization) {
        return idempotency.once(
                organization,
                () -> change(organization)
                        .invoke(() -> CHANGING.release())
                        .chain(OnceRoutes::gate)
                        .replaceWith(() -> RestResponse.ok("\"done\"")));
    }

    private static Uni<Void> gate() {
        var here = Vertx.currentContext();
        return Uni.createFrom().completionStage(gate.copy()).emitOn(work -> here.runOnContext(back -> work.run()));
    }

    private static Uni<Integer> change(String organization) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(CHANGE)
                        .setParameter(1, organization)
                        .executeUpdate());
    }
}
