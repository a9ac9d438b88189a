package dev.latchkey.access;

import dev.latchkey.key.Verdict;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemType;
import dev.latchkey.restriction.RateLimit;
import java.util.Optional;

/** What a caller is told when a request does not pass the edge. */
public final class Refusals {

    private static final String CHALLENGE = "ApiKey realm=\"latchkey\", header=\"x-api-key\"";
    private static final String RETRY_AFTER_SECONDS = "1";
    private static final String RETRY_GUESS_AFTER_SECONDS = "10";

    private Refusals() {}

    static Problem noKey() {
        return unauthorized(ProblemType.KEY_INVALID, "Send an API key in the x-api-key header.");
    }

    static Problem keyInAuthorization() {
        return unauthorized(ProblemType.KEY_INVALID, "Send the API key in the x-api-key header, not in Authorization.");
    }

    static Problem severalKeys() {
        return unauthorized(ProblemType.KEY_INVALID, "Send exactly one x-api-key header.");
    }

    static Problem of(Verdict.Unproven verdict) {
        return switch (verdict) {
            case MALFORMED ->
                unauthorized(
                        ProblemType.KEY_INVALID,
                        "The x-api-key header does not hold an API key; was it cut or mistyped?");
            case UNKNOWN -> unauthorized(ProblemType.KEY_INVALID, "There is no such API key.");
            case CANNOT_CHECK ->
                Problem.of(ProblemType.CANNOT_CHECK, "The key cannot be checked at the moment. Try again.")
                        .withHeader("Retry-After", RETRY_AFTER_SECONDS);
        };
    }

    static Problem of(Verdict.Reason reason) {
        return switch (reason) {
            case REVOKED -> unauthorized(ProblemType.KEY_REVOKED, "This API key was revoked. Use another one.");
            case EXPIRED -> unauthorized(ProblemType.KEY_EXPIRED, "This API key has expired. Use another one.");
            case ROTATED ->
                unauthorized(
                        ProblemType.KEY_ROTATED,
                        "This API key was rotated and this secret of it is retired. Use its newer one.");
        };
    }

    static Problem writeWithPublishableKey() {
        return Problem.of(
                ProblemType.SECRET_KEY_REQUIRED,
                "A publishable key cannot write. Use a secret key, from your backend only.");
    }

    public static Problem readWithPublishableKey() {
        return Problem.of(
                ProblemType.SECRET_KEY_REQUIRED,
                "A publishable key reads only what is public. Use a secret key, from your backend only.");
    }

    public static Problem scope(String needed) {
        return Problem.of(
                ProblemType.SCOPE_MISSING,
                "This API key does not have the scope " + needed + ", which this route needs.");
    }

    public static Problem noScope() {
        return Problem.of(
                ProblemType.SCOPE_MISSING,
                "No scope opens this path. An API key that is not limited to scopes may use it.");
    }

    static Problem address(Optional<String> seen) {
        return Problem.of(
                ProblemType.ADDRESS_NOT_ALLOWED,
                "This API key may not be used from " + seen.orElse("an unknown address")
                        + ", which is not among its allowedAddresses.");
    }

    static Problem origin() {
        return Problem.of(
                ProblemType.ORIGIN_NOT_ALLOWED,
                "This API key may not be used by pages of this origin, which is not among its allowedOrigins.");
    }

    static Problem secretKeyInBrowser() {
        return Problem.of(
                ProblemType.SECRET_KEY_IN_BROWSER,
                "This request came from a browser, where anybody can read a secret key. Rotate this key, and use a "
                        + "publishable key there.");
    }

    static Problem noSession() {
        return Problem.of(
                        ProblemType.SESSION_INVALID,
                        "Send the token of a portal session as Authorization: Bearer mgl_…, or its cookie.")
                .withHeader("WWW-Authenticate", "Bearer realm=\"latchkey\"");
    }

    static Problem crossSite() {
        return Problem.of(ProblemType.CROSS_SITE, "With the session's cookie only its own page may change something.");
    }

    static Problem sessionRequired() {
        return Problem.of(
                ProblemType.SESSION_REQUIRED,
                "This is for customers in their portal sessions. A key reads the same under /v1/customers.");
    }

    static Problem rate(RateLimit limit, long retryAfterSeconds) {
        return Problem.of(
                        ProblemType.RATE_LIMITED,
                        "This API key may make " + limit.requests() + " requests per " + limit.period() + ".")
                .withHeader("Retry-After", String.valueOf(retryAfterSeconds));
    }

    static Problem noRoute(boolean otherMethods) {
        var type = otherMethods ? ProblemType.METHOD_NOT_ALLOWED : ProblemType.NOT_FOUND;
        return Problem.of(type, type.title() + ".");
    }

    static Problem rateNotShared() {
        return Problem.of(
                        ProblemType.CANNOT_CHECK,
                        "How often this API key was used cannot be checked at the moment. Try again.")
                .withHeader("Retry-After", RETRY_AFTER_SECONDS);
    }

    static Problem tooManyGuesses() {
        return Problem.of(
                        ProblemType.TOO_MANY_GUESSES,
                        "Too many keys that do not exist were tried from this address. Try again later.")
                .withHeader("Retry-After", RETRY_GUESS_AFTER_SECONDS);
    }

    private static Problem unauthorized(ProblemType type, String detail) {
        return Problem.of(type, detail).withHeader("WWW-Authenticate", CHALLENGE);
    }
}
