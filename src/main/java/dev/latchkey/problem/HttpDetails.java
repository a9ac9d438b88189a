package dev.latchkey.problem;

import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Says what is wrong with a request that REST itself refuses; the exception's own text is not for clients. */
final class HttpDetails {

    private HttpDetails() {}

    static String of(ProblemType type, RoutingContext request, KnownRoutes routes) {
        return switch (type) {
            case NOT_FOUND -> "There is nothing here that this key can see.";
            case METHOD_NOT_ALLOWED ->
                request.request().method().name() + " is not possible here; see the Allow header.";
            case NOT_ACCEPTABLE -> "The Accept header asks for a format that this route does not have.";
            case UNSUPPORTED_MEDIA_TYPE ->
                sendAs(routes.bodyTypes(
                        request.request().method().name(), request.request().path()));
            case CONTENT_TOO_LARGE -> "The body is too large.";
            case MALFORMED_REQUEST,
                    INVALID_REQUEST,
                    KEY_INVALID,
                    KEY_REVOKED,
                    KEY_EXPIRED,
                    KEY_ROTATED,
                    KEY_ROTATING,
                    KEY_NOT_ACTIVE,
                    KEY_NOT_RESTORABLE,
                    EXTERNAL_ID_TAKEN,
                    PRECONDITION_FAILED,
                    IDEMPOTENCY_KEY_IN_USE,
                    IDEMPOTENCY_KEY_REUSED,
                    IDEMPOTENCY_KEYS_EXHAUSTED,
                    SECRET_KEY_REQUIRED,
                    SCOPE_MISSING,
                    ADDRESS_NOT_ALLOWED,
                    ORIGIN_NOT_ALLOWED,
                    SECRET_KEY_IN_BROWSER,
                    EXCEEDS_CALLER,
                    SIGNATURE_INVALID,
                    SESSION_INVALID,
                    SESSION_ENDED,
                    SESSION_REQUIRED,
                    FEATURE_NOT_ALLOWED,
                    CROSS_SITE,
                    ROLE_MISSING,
                    FORM_NOT_OURS,
                    ALREADY_HANDLED,
                    TOO_MANY_REPORTS,
                    TOO_MANY_GUESSES,
                    RATE_LIMITED,
                    INTERNAL_ERROR,
                    UNAVAILABLE,
                    CANNOT_CHECK,
                    CANNOT_RECORD -> type.title() + ".";
        };
    }

    private static String sendAs(List<String> types) {
        return types.isEmpty()
                ? "This route does not take a body of this Content-Type."
                : "Send the body as Content-Type: " + String.join(" or ", types) + ".";
    }
}
