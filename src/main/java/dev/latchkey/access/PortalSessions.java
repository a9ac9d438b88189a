package dev.latchkey.access;

import dev.latchkey.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** Checks the secrets of portal sessions for the edge, which knows neither their form nor where they are kept. */
public interface PortalSessions {

    /** The secret that a request carries, if it has the form of one. Costs no look-up. */
    Optional<Presented> presented(HttpServerRequest request);

    /** A secret that is to be checked. */
    interface Presented {

        /** Whether a browser sends it by itself, so that another site could have it sent. */
        boolean isAmbient();

        /** The verdict, if it can be given without waiting. */
        Optional<Verdict> cached();

        /** The verdict after a look-up; never fails. May emit on another thread. */
        Uni<Verdict> load();
    }

    /**
     * What a secret proves.
     *
     * @param session the session, whether or not it is over
     * @param refusal why it proves nothing now
     */
    record Verdict(Optional<PortalGrant> session, Optional<Problem> refusal) {

        /** Whether nothing was found for it. */
        boolean isUnknown() {
            return session.isEmpty();
        }
    }
}
