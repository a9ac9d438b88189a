package dev.latchkey.key;

import dev.latchkey.metadata.Metadata;
import dev.latchkey.problem.Problem.FieldError;
import dev.latchkey.restriction.AllowedAddresses;
import dev.latchkey.restriction.AllowedOrigins;
import dev.latchkey.restriction.KnownScopes;
import dev.latchkey.restriction.RateLimitView;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What can be said of a key when it is made, and changed afterwards. */
@ReadableSettings
interface KeySettings {

    int MAX_NAME = 200;
    int MAX_DESCRIPTION = 1000;
    Instant LATEST_EXPIRY = Instant.parse("9999-12-31T00:00:00Z");

    String name();

    String description();

    Map<String, String> metadata();

    Instant expiresAt();

    List<String> scopes();

    List<String> allowedAddresses();

    List<String> allowedOrigins();

    RateLimitView rateLimit();

    /** What cannot be said of this key, beyond what can be said of none. */
    default List<FieldError> unfit(KeyType type, Optional<Instant> expiryBefore, Instant now) {
        var errors = new ArrayList<FieldError>();
        var expiry = expiry();
        if (!expiry.equals(expiryBefore)
                && expiry.filter(time -> !time.isAfter(now) || time.isAfter(LATEST_EXPIRY))
                        .isPresent()) {
            errors.add(new FieldError("expiresAt", "must be in the future and before the year 9999"));
        }
        if (type != KeyType.SECRET && !listOf(scopes()).isEmpty()) {
            errors.add(new FieldError("scopes", "can be set for secret keys only"));
        }
        if (type != KeyType.PUBLISHABLE && !listOf(allowedOrigins()).isEmpty()) {
            errors.add(new FieldError("allowedOrigins", "can be set for publishable keys only"));
        }
        return errors;
    }

    /** Writes these to a key; what is empty is not limited. */
    default void applyTo(ApiKey key) {
        key.name = name();
        key.description = description();
        key.metadata = Metadata.toColumn(metadata());
        key.expiresAt = expiry().orElse(null);
        key.scopes = array(scopes(), UnaryOperator.identity());
        key.allowedAddresses = array(allowedAddresses(), AllowedAddresses::canonical);
        key.allowedOrigins = array(allowedOrigins(), AllowedOrigins::canonical);
        key.rateLimitRequests = rateLimit() == null ? null : rateLimit().requests();
        key.rateLimitPeriodMs =
                rateLimit() == null ? null : rateLimit().period().toMillis();
    }

    private Optional<Instant> expiry() {
        return Optional.ofNullable(expiresAt()).map(time -> time.truncatedTo(ChronoUnit.MILLIS));
    }

    static List<String> listOf(List<String> texts) {
        return texts == null ? List.of() : texts;
    }

    private static String[] array(List<String> texts, UnaryOperator<String> canonical) {
        return listOf(texts).isEmpty()
                ? null
                : texts.stream().map(canonical).distinct().toArray(String[]::new);
    }

    /** What is wrong with the entries of these settings, wherever. */
    default List<FieldError> unreadable(KnownScopes known) {
        var errors = new ArrayList<FieldError>();
        check("scopes", scopes(), known.count(), known::error, errors);
        check("allowedAddresses", allowedAddresses(), AllowedAddresses.MAX, AllowedAddresses::error, errors);
        check("allowedOrigins", allowedOrigins(), AllowedOrigins.MAX, AllowedOrigins::error, errors);
        if (metadata() != null) {
            Metadata.errors(metadata()).forEach(message -> errors.add(new FieldError("metadata", message)));
        }
        return errors;
    }

    private static void check(
            String field,
            List<String> texts,
            int max,
            Function<String, Optional<String>> error,
            List<FieldError> errors) {
        if (listOf(texts).size() > max) {
            errors.add(new FieldError(field, "must hold at most " + max));
        }
        listOf(texts).stream()
                .limit(max)
                .map(text -> Objects.requireNonNullElse(text, ""))
                .map(error)
                .flatMap(Optional::stream)
                .distinct()
                .forEach(message -> errors.add(new FieldError(field, message)));
    }
}
