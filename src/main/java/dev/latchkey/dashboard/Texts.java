package dev.latchkey.dashboard;

import dev.latchkey.audit.UsageLogView;
import io.quarkus.qute.TemplateExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How times and numbers are written on pages. Times are in UTC, and say so. */
@TemplateExtension
final class Texts {

    private static final DateTimeFormatter DAY = format("d MMM uuuu");
    private static final DateTimeFormatter MOMENT = format("d MMM uuuu, HH:mm 'UTC'");
    private static final DateTimeFormatter SECOND = format("d MMM, HH:mm:ss");

    private Texts() {}

    /** Such as 31 Jan 2026. */
    static String day(Instant time) {
        return DAY.format(time);
    }

    /** Such as 31 Jan 2026, 08:00 UTC. */
    static String moment(Instant time) {
        return MOMENT.format(time);
    }

    /** Such as 31 Jan, 08:00:00. */
    static String second(Instant time) {
        return SECOND.format(time);
    }

    /** Such as 5 minutes ago. */
    static String ago(Instant time) {
        var past = Duration.between(time, Instant.now());
        if (past.compareTo(Duration.ofMinutes(1)) < 0) {
            return "just now";
        }
        if (past.compareTo(Duration.ofHours(1)) < 0) {
            return of(past.toMinutes(), "minute") + " ago";
        }
        return past.compareTo(Duration.ofDays(1)) < 0
                ? of(past.toHours(), "hour") + " ago"
                : of(past.toDays(), "day") + " ago";
    }

    /** Such as 2xx; none when the client was gone before its answer. */
    static String statusClass(UsageLogView row) {
        return row.status() == null ? "none" : row.status() / 100 + "xx";
    }

    /** Such as Test. */
    static String capitalised(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    /** Such as 1,234. */
    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Such as 1 address or 3 addresses. */
    static String of(long number, String thing) {
        return grouped(number) + " " + thing + (number == 1 ? "" : thing.endsWith("s") ? "es" : "s");
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }
}
