package dev.latchkey.dashboard;

import dev.latchkey.key.CreateApiKey;
import dev.latchkey.key.KeyType;
import dev.latchkey.problem.Problem;
import dev.latchkey.restriction.RateLimitView;
import dev.latchkey.restriction.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A key as it is asked for in a form: what was typed, valid or not.
 *
 * @param days after how many it expires; empty for never
 * @param addresses one a line
 * @param origins one a line
 * @param requests the rate; empty for none
 * @param period of the rate
 */
public record KeyForm(
        String name,
        String type,
        String days,
        List<String> scopes,
        String addresses,
        String origins,
        String requests,
        String period,
        boolean needsPassword) {

    private static final Map<String, Duration> PERIODS =
            Map.of("second", Duration.ofSeconds(1), "minute", Duration.ofMinutes(1), "hour", Duration.ofHours(1));

    public KeyForm {
        scopes = List.copyOf(scopes);
    }

    static KeyForm empty(boolean needsPassword) {
        return new KeyForm("", "secret", "", List.of(), "", "", "", "minute", needsPassword);
    }

    public boolean isSecret() {
        return !type.equals("publishable");
    }

    public boolean isRestricted() {
        return !scopes.isEmpty() || !addresses.isBlank() || !origins.isBlank() || !requests.isBlank();
    }

    public List<String> allScopes() {
        return Stream.of(Scope.values()).map(Scope::toString).toList();
    }

    public boolean hasScope(String scope) {
        return scopes.contains(scope);
    }

    /** The key that is wanted; a problem of the fields that cannot be read. What else is wrong, others know. */
    CreateApiKey wanted(Instant now) {
        return new CreateApiKey(
                name.strip(),
                isSecret() ? KeyType.SECRET : KeyType.PUBLISHABLE,
                null,
                null,
                days.isEmpty() ? null : now.plus(number("expiresAt", days), ChronoUnit.DAYS),
                scopes,
                lines(addresses),
                lines(origins),
                requests.isBlank()
                        ? null
                        : new RateLimitView(
                                number("rateLimit.requests", requests),
                                PERIODS.getOrDefault(period, Duration.ofMinutes(1))));
    }

    private static int number(String field, String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException notANumber) {
            throw Problem.invalid(field, "must be a whole number").asException();
        }
    }

    private static List<String> lines(String text) {
        return Arrays.stream(text.split("[\\s,]+", -1))
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
