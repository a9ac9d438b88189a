package dev.latchkey.audit;

import dev.latchkey.organization.Environment;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * One request made with a key. Text is clean and bounded from here on, so that no row can spoil a batch.
 *
 * @param id a UUIDv7 of {@code occurredAt}
 * @param occurredAt when the answer began to leave, to the millisecond
 * @param path as sent, without the query string
 * @param route the path's template, when a route matched
 * @param status the status on the wire; empty when the client was gone before there was one
 * @param duration from the request's arrival to {@code occurredAt}
 * @param clientAddress an IP address
 * @param reason why the request was refused, when its key was the cause
 * @param detail what the request was for, where its path does not say
 * @param secretKeyInBrowser whether it was made with a secret key and came from a browser
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
        boolean secretKeyInBrowser) {

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
        method = CleanText.of(method, MAX_METHOD);
        path = CleanText.of(path, MAX_PATH);
        userAgent = userAgent.map(text -> CleanText.of(text, MAX_USER_AGENT));
        detail = detail.map(text -> CleanText.of(text, MAX_DETAIL));
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
