package dev.latchkey.dashboard;

import dev.latchkey.audit.UsageLogView;

/**
 * One row of the usage log.
 *
 * @param keyName empty when the key has none that is at hand
 */
public record RequestView(UsageLogView row, String keyName) {

    public String milliseconds() {
        return String.valueOf(row.durationMicros() / 1000.0);
    }
}
