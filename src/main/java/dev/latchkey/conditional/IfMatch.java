package dev.latchkey.conditional;

import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemType;
import java.util.Optional;

/** Which state a change is meant for. To be checked while nobody else can change it. */
public final class IfMatch {

    /** Any state. */
    public static final IfMatch ANYTHING = new IfMatch(Optional.empty());

    private final Optional<EntityTags> wanted;

    IfMatch(Optional<EntityTags> wanted) {
        this.wanted = wanted;
    }

    /** Ends the request with a 412 when the state is another one; weak tags name none (RFC 9110, 13.1.1). */
    public void check(EntityTag current) {
        if (wanted.filter(tags -> !tags.matchStrongly(current)).isPresent()) {
            throw Problem.of(
                            ProblemType.PRECONDITION_FAILED,
                            "This is not in the state that If-Match names. Get it anew, and apply the change to that.")
                    .asException();
        }
    }
}
