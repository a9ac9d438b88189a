package dev.latchkey.access;

import dev.latchkey.caller.CurrentCaller;
import dev.latchkey.restriction.RequiresNoScope;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/** Routes that answer in every way there is. */
@Path("/v1/test")
@Produces(MediaType.APPLICATION_JSON)
public class TestRoutes {

    /** What a request to {@link #slow} and the rest of {@link #stream} wait for. */
    static volatile CompletableFuture<String> gate = new CompletableFuture<>();

    private static final Semaphore WAITING = new Semaphore(0);

    private final CurrentCaller caller;

    TestRoutes(CurrentCaller caller) {
        this.caller = caller;
    }

    /** Waits until one more request to {@link #slow} has come. */
    static void awaitWaiting() {
        WAITING.acquireUninterruptibly();
    }

    /** Fails while it is written. */
    public record Unwritable(String name) {
        public String getBroken() {
            throw new IllegalStateException("broken on purpose");
        }
    }

    @GET
    @RequiresNoScope
    @Path("/throws")
    public String throwing() {
        throw new IllegalStateException("thrown on purpose");
    }

    @GET
    @RequiresNoScope
    @Path("/fails")
    public Uni<String> failing() {
        return Uni.createFrom().failure(new IllegalStateException("failed on purpose"));
    }

    @GET
    @RequiresNoScope
    @Path("/unwritable")
    public Unwritable unwritable() {
        return new Unwritable("x");
    }

    @GET
    @RequiresNoScope
    @Path("/stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<String> stream() {
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().items("first"),
                        Uni.createFrom().completionStage(gate.copy()).toMulti());
    }

    @GET
    @RequiresNoScope
    @Path("/slow")
    public Uni<String> slow() {
        WAITING.release();
        return Uni.createFrom().completionStage(gate.copy()).map(text -> "\"" + text + "\"");
    }

    @GET
    @RequiresNoScope
    @Path("/private")
    public String closed() {
        return "{}";
    }

    /** Says who calls, to whom has no key as well. */
    @GET
    @AdmitsAnonymous
    @RequiresNoScope
    @Path("/open")
    public String open() {
        return caller.find().map(someone -> "somebody").orElseGet(() -> "nobody, and it " + refusal());
    }

    private String refusal() {
        try {
            return "may act as " + caller.get();
        } catch (IllegalStateException e) {
            return "is refused to act as one";
        }
    }

    @POST
    @RequiresNoScope
    @Consumes(MediaType.APPLICATION_JSON)
    public String post(String body) {
        return "{}";
    }

    @PUT
    @RequiresNoScope
    @Consumes(MediaType.APPLICATION_JSON)
    public String put(String body) {
        return "{}";
    }

    @PATCH
    @RequiresNoScope
    @Consumes(MediaType.APPLICATION_JSON)
    public String patch(String body) {
        return "{}";
    }

    @DELETE
    @RequiresNoScope
    public void delete() {}
}
