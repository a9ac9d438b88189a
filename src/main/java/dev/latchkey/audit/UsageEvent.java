package dev.latchkey.audit;

import dev.latchkey.organization.Environment;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * One request made with a key or in a portal session. Text is clean and bounded from here on, so that no row can spoil a batch.
 *
 * @param id a UUIDv7 of {@code occurredAt}
 * @param occurredAt when the answer began to leave, to the millisecond
 * @param apiKeyId the key; null for a portal session
 * @param keySecretId the secret that proved it; null for a portal session
 * @param path as sent, without the query string
 * @param route the path's template, when a route matched
 * @param status the status on the wire; empty when the client was gone before there was one
 * @param duration from the request's arrival to {@code occurredAt}
 * @param clientAddress an IP address
 * @param reason why the request was refused, when its key was the cause
 * @param detail what the request was for, where its path does not say
 * @param secretKeyInBrowser whether it was made with a secret key and came from a browser
 * @param portal the portal session that it was made in, if it was
 */
public record UsageEvent(
        UUID id,
        Instant occurredAt,
        UUID organizationId,
        Environment environment,
        UUID apiKeyId,
        UUID keySecretId,
        String method,
        String path,
        Optional<String> route,
        OptionalInt status,
        Duration duration,
        Optional<String> clientAddress,
        Optional<String> userAgent,
        String requestId,
        Optional<String> reason,
        Optional<String> detail,
        boolean secretKeyInBrowser,
        Optional<Portal> portal) {

    /** A portal session and whose it is. */
    public record Portal(UUID sessionId, UUID customerId) {}

    static final int MAX_METHOD = 32;
    static final int MAX_PATH = 2048;
    static final int MAX_USER_AGENT = 256;
    static final int MAX_DETAIL = 512;

    // Of a char in UTF-8.
    private static final int CHAR_BYTES = 3;
    // Ids, times, the texts that are ours and short (route, address, request id, reason), and the detail.
    private static final int OTHER_BYTES = 1024 + CHAR_BYTES * MAX_DETAIL;

    /** What no event is longer than in a spool. */
    static final int MAX_BYTES = OTHER_BYTES + CHAR_BYTES * (MAX_METHOD + MAX_PATH + MAX_USER_AGENT);

    public UsageEvent {
        if (portal.isPresent() == (apiKeyId != null && keySecretId != null)) {
            throw new IllegalArgumentException("a request is made either with a key or in a portal session");
        }
        method = CleanText.of(method, MAX_METHOD);
        path = CleanText.of(path, MAX_PATH);
        userAgent = userAgent.map(text -> CleanText.of(text, MAX_USER_AGENT));
        detail = detail.map(text -> CleanText.of(text, MAX_DETAIL));
    }

    /** A request with a key. */
    public UsageEvent(
            UUID id,
            Instant occurredAt,
            UUID organizationId,
            Environment environment,
            UUID apiKeyId,
            UUID keySecretId,
            String method,
            String path,
            Optional<String> route,
            OptionalInt status,
            Duration duration,
            Optional<String> clientAddress,
            Optional<String> userAgent,
            String requestId,
            Optional<String> reason,
            Optional<String> detail,
            boolean secretKeyInBrowser) {
        this(
                id,
                occurredAt,
                organizationId,
                environment,
                apiKeyId,
                keySecretId,
                method,
                path,
                route,
                status,
                duration,
                clientAddress,
                userAgent,
                requestId,
                reason,
                detail,
                secretKeyInBrowser,
                Optional.empty());
    }

    /** The most room that the event of a request can take, from what is known of it when it arrives. */
    public static int roomFor(String method, String path, String userAgent) {
        return OTHER_BYTES
                + CHAR_BYTES
                        * (length(method, MAX_METHOD) + length(path, MAX_PATH) + length(userAgent, MAX_USER_AGENT));
    }

    private static int length(String text, int max) {
        return text == null ? 0 : Math.min(text.length(), max);
    }
}
