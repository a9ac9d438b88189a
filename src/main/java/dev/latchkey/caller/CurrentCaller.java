package dev.latchkey.caller;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

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

    /** The caller; a request that was not granted never gets to ask. */
    public Caller get() {
        Caller caller = request.get(ATTRIBUTE);
        if (caller == null) {
            throw new IllegalStateException("asked for the caller of a request that was not granted");
        }
        return caller;
    }
}
