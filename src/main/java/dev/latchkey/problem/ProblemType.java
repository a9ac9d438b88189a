package dev.latchkey.problem;

import java.util.Locale;

/** Every kind of error this service answers: its stable {@code code}, its status and its title. */
public enum ProblemType {
    MALFORMED_REQUEST(400, "The request cannot be read"),
    INVALID_REQUEST(400, "The request is not valid"),
    KEY_INVALID(401, "No valid API key"),
    KEY_REVOKED(401, "The API key is revoked"),
    KEY_EXPIRED(401, "The API key has expired"),
    KEY_ROTATED(401, "The API key was rotated"),
    SESSION_INVALID(401, "No valid portal session"),
    SESSION_ENDED(401, "The portal session is over"),
    SECRET_KEY_REQUIRED(403, "A secret key is required"),
    SCOPE_MISSING(403, "The API key lacks a scope"),
    ADDRESS_NOT_ALLOWED(403, "The API key may not be used from this address"),
    ORIGIN_NOT_ALLOWED(403, "The API key may not be used by this origin"),
    SECRET_KEY_IN_BROWSER(403, "A secret key must not be used in a browser"),
    EXCEEDS_CALLER(403, "More than the calling API key has itself"),
    SIGNATURE_INVALID(403, "The signature is not valid"),
    SESSION_REQUIRED(403, "A portal session is required"),
    FEATURE_NOT_ALLOWED(403, "Not among the features of the portal session"),
    CROSS_SITE(403, "The request came from another site"),
    ROLE_MISSING(403, "Not for your role"),
    FORM_NOT_OURS(403, "The form cannot be used"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    NOT_ACCEPTABLE(406, "Not acceptable"),
    KEY_ROTATING(409, "The API key has two secrets already"),
    KEY_NOT_ACTIVE(409, "The API key is revoked or has expired"),
    KEY_NOT_RESTORABLE(409, "The API key cannot be restored"),
    ALREADY_HANDLED(409, "This was handled before"),
    EXTERNAL_ID_TAKEN(409, "The externalId is taken"),
    IDEMPOTENCY_KEY_IN_USE(409, "Another request with this Idempotency-Key is being handled"),
    PRECONDITION_FAILED(412, "Changed meanwhile"),
    CONTENT_TOO_LARGE(413, "Content too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
    IDEMPOTENCY_KEY_REUSED(422, "The Idempotency-Key was used for another request"),
    IDEMPOTENCY_KEYS_EXHAUSTED(429, "Too many idempotency keys in a day"),
    TOO_MANY_GUESSES(429, "Too many keys that do not exist"),
    RATE_LIMITED(429, "Too many requests with this API key"),
    TOO_MANY_REPORTS(429, "Too many reports without an API key"),
    INTERNAL_ERROR(500, "Internal error"),
    UNAVAILABLE(503, "Not available now"),
    CANNOT_CHECK(503, "Keys cannot be checked now"),
    CANNOT_RECORD(503, "Requests cannot be recorded now");

    private static final String NAMESPACE = "https://latchkey.dev/problems/";

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The machine-readable name that clients branch on; never changes. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** A short summary that is the same for every occurrence. */
    public String title() {
        return title;
    }

    /** Whether only pages for people answer it, and the API never. */
    public boolean isOfPages() {
        return this == ROLE_MISSING || this == FORM_NOT_OURS;
    }

    /** The RFC 9457 {@code type}. */
    public String uri() {
        return NAMESPACE + code();
    }

    /** The kind that stands for a status an exception came with. */
    public static ProblemType ofStatus(int status) {
        return switch (status) {
            case 401 -> KEY_INVALID;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 413 -> CONTENT_TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            default -> status >= 400 && status < 500 ? MALFORMED_REQUEST : INTERNAL_ERROR;
        };
    }
}
