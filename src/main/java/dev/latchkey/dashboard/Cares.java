package dev.latchkey.dashboard;

import dev.latchkey.dashboard.OverviewView.Care;
import dev.latchkey.key.ApiKeyView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Finds the keys that need somebody: soon over, seen where they must not be, or of no use. */
final class Cares {

    private static final Duration SOON = Duration.ofDays(30);
    private static final Duration IDLE = Duration.ofDays(90);
    private static final Duration NEW = Duration.ofDays(7);

    private Cares() {}

    /** In the order of the keys; the most pressing of each. */
    static List<Care> of(List<ApiKeyView> keys, Instant now) {
        return keys.stream()
                .map(key -> new KeyRow(key, ""))
                .filter(KeyRow::isActive)
                .flatMap(row -> of(row, now))
                .toList();
    }

    private static Stream<Care> of(KeyRow row, Instant now) {
        var key = row.key();
        if (key.exposedInBrowserAt() != null) {
            return Stream.of(care(row, "A secret key that came from a browser, where anybody can read it.", "Rotate"));
        }
        if (key.expiresAt() != null && key.expiresAt().isBefore(now.plus(SOON))) {
            long days = Duration.between(now, key.expiresAt()).toDays();
            return Stream.of(new Care(
                    row.id(),
                    row.name(),
                    days == 0 ? "Expires within a day." : "Expires in " + Texts.of(days, "day") + ".",
                    "Look",
                    ""));
        }
        if (row.isRotating() && key.secrets().get(key.secrets().size() - 1).safeToRetire()) {
            return Stream.of(new Care(
                    row.id(), row.name(), "Its old secret has been silent for an hour and can go.", "Look", ""));
        }
        if (key.lastUsedAt() == null && key.createdAt().isBefore(now.minus(NEW))) {
            return Stream.of(care(row, "Never used since it was made.", "Revoke"));
        }
        return key.lastUsedAt() != null && key.lastUsedAt().isBefore(now.minus(IDLE))
                ? Stream.of(care(row, "Not used for 90 days.", "Revoke"))
                : Stream.empty();
    }

    private static Care care(KeyRow row, String why, String action) {
        return new Care(row.id(), row.name(), why, action, "/" + action.toLowerCase(java.util.Locale.ROOT));
    }
}
