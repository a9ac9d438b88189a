package dev.latchkey.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.problem.Problem;
import dev.latchkey.restriction.Scope;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What would become of a request. */
@Schema(name = "Explanation", description = "What the key would be answered, if it made that request now.")
@JsonInclude(JsonInclude.Include.ALWAYS)
record Explanation(
        boolean allowed,

        @Schema(
                nullable = true,
                examples = "scope_missing",
                description = "The rule that would refuse it: the `code` of the answer. Null when it would be allowed.")
        String refusedBy,

        @Schema(nullable = true, examples = "403", description = "The status of the refusal.")
        Integer status,

        @Schema(nullable = true, description = "What the caller would be told.")
        String detail,

        @Schema(nullable = true, examples = "/v1/usage-logs", description = "The route of the path, when there is one.")
        String route,

        @Schema(nullable = true, examples = "usage_logs:read", description = "The scope that the route needs.")
        String requiredScope) {

    static Explanation of(Optional<Problem> refusal, Optional<RouteRule> route) {
        return new Explanation(
                refusal.isEmpty(),
                refusal.map(problem -> problem.type().code()).orElse(null),
                refusal.map(problem -> problem.type().status()).orElse(null),
                refusal.map(Problem::detail).orElse(null),
                route.map(RouteRule::template).orElse(null),
                route.flatMap(RouteRule::scope).map(Scope::toString).orElse(null));
    }
}
