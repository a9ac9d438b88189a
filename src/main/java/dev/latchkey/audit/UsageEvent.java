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
        Optional<String> reason) {

    static final int MAX_METHOD = 32;
    static final int MAX_PATH = 2048;
    static final int MAX_USER_AGENT = 256;

    public UsageEvent {
        method = CleanText.of(method, MAX_METHOD);
        path = CleanText.of(path, MAX_PATH);
        userAgent = userAgent.map(text -> CleanText.of(text, MAX_USER_AGENT));
    }
}
