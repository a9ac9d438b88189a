package dev.latchkey.caller;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Carries the caller from the filter that established it to the resource that asks. */
@ApplicationScoped
public class CurrentCaller {

    private static final String ATTRIBUTE = Caller.class.getName();

    private final RoutingContext request;

    CurrentCaller(RoutingContext request) {
        this.request = request;
    }

    public static void establish(RoutingContext request, Caller caller) {
        request.put(ATTRIBUTE, caller);
    }

    /** The caller; to be asked only where none gets without a key. */
    public Caller get() {
        return find().orElseThrow(
                        () -> new IllegalStateException("asked for the caller of a request that was not granted"));
    }

    /** The caller, if there is one: a route may admit requests without a key. */
    public Optional<Caller> find() {
        return of(request);
    }

    /** The same, of a request that is at hand. */
    public static Optional<Caller> of(RoutingContext request) {
        return Optional.ofNullable(request.get(ATTRIBUTE));
    }
}
