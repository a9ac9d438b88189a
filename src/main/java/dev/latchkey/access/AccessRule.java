package dev.latchkey.access;

import dev.latchkey.key.Grant;
import dev.latchkey.problem.Problem;
import java.util.Optional;

/** Who may make a request. */
public interface AccessRule {

    /** The route that the request is on, as the log names it; empty when it is on none. */
    Optional<String> route();

    /** Why a key may not, if it may not. */
    Optional<Problem> refusal(Grant grant);
}
