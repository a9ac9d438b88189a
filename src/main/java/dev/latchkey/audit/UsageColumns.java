package dev.latchkey.audit;

import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Events as columns, in the order in which the statement that stores them takes them. */
final class UsageColumns {

    private UsageColumns() {}

    static Tuple of(List<UsageEvent> events) {
        return Tuple.tuple()
                .addArrayOfUUID(column(events, UUID[]::new, UsageEvent::id))
                .addArrayOfOffsetDateTime(times(events))
                .addArrayOfUUID(column(events, UUID[]::new, UsageEvent::organizationId))
                .addArrayOfString(
                        column(events, String[]::new, e -> e.environment().toString()))
                .addArrayOfUUID(column(events, UUID[]::new, UsageEvent::apiKeyId))
                .addArrayOfUUID(column(events, UUID[]::new, UsageEvent::keySecretId))
                .addArrayOfString(column(events, String[]::new, UsageEvent::method))
                .addArrayOfString(column(events, String[]::new, UsageEvent::path))
                .addArrayOfString(column(events, String[]::new, e -> e.route().orElse(null)))
                .addArrayOfShort(column(
                        events,
                        Short[]::new,
                        e -> e.status().isPresent() ? (short) e.status().getAsInt() : null))
                .addArrayOfLong(column(events, Long[]::new, e -> e.duration().toNanos() / 1_000))
                .addArrayOfString(
                        column(events, String[]::new, e -> e.clientAddress().orElse(null)))
                .addArrayOfString(
                        column(events, String[]::new, e -> e.userAgent().orElse(null)))
                .addArrayOfString(column(events, String[]::new, UsageEvent::requestId))
                .addArrayOfString(column(events, String[]::new, e -> e.reason().orElse(null)))
                .addArrayOfString(column(events, String[]::new, e -> e.detail().orElse(null)))
                .addArrayOfBoolean(column(events, Boolean[]::new, UsageEvent::secretKeyInBrowser))
                .addArrayOfUUID(column(
                        events,
                        UUID[]::new,
                        e -> e.portal().map(UsageEvent.Portal::sessionId).orElse(null)))
                .addArrayOfUUID(column(
                        events,
                        UUID[]::new,
                        e -> e.portal().map(UsageEvent.Portal::customerId).orElse(null)));
    }

    static OffsetDateTime[] times(List<UsageEvent> events) {
        return column(events, OffsetDateTime[]::new, e -> e.occurredAt().atOffset(ZoneOffset.UTC));
    }

    private static <T> T[] column(List<UsageEvent> events, IntFunction<T[]> array, Function<UsageEvent, T> value) {
        return events.stream().map(value).toArray(array);
    }
}
