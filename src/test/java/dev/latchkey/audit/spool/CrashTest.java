package dev.latchkey.audit.spool;

import static dev.latchkey.audit.spool.Payloads.drain;
import static dev.latchkey.audit.spool.Payloads.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.audit.spool.ForgetfulStorage.Crash;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Dies before every step that a spool takes in its folder, and finds again what was not acknowledged. */
class CrashTest {

    private static final SpoolSettings SETTINGS = new SpoolSettings(1 << 20, 1024, false);

    private final List<String> appended = new ArrayList<>();
    private final List<String> acknowledged = new ArrayList<>();

    @Test
    void aCrashBetweenAnyTwoStepsLosesNothing() throws IOException {
        boolean crashed = true;
        int steps = 0;
        for (; crashed; steps++) {
            appended.clear();
            acknowledged.clear();
            var storage = new ForgetfulStorage().afterCrash(steps);
            crashed = crashes(() -> live(storage));
            assertNothingIsMissing(storage.afterCrash(ForgetfulStorage.NEVER));
        }
        assertThat(steps).isGreaterThan(150);
    }

    @Test
    void aCrashDuringRecoveryLosesNothing() throws IOException {
        var storage = new ForgetfulStorage();
        live(storage);
        boolean crashed = true;
        for (int steps = 0; crashed; steps++) {
            var second = storage.afterCrash(steps);
            crashed = crashes(() -> new Spool(second, SETTINGS, false));
            assertNothingIsMissing(second.afterCrash(ForgetfulStorage.NEVER));
        }
    }

    /** A life in which windows are archived, reused and released, with records left at the end. */
    private void live(ForgetfulStorage storage) throws IOException {
        try (var spool = new Spool(storage, SETTINGS, false)) {
            for (int i = 0; i < 150; i++) {
                var payload = "record " + i;
                if (spool.reserve(payload.length())) {
                    spool.append(payload.length(), Payloads.bytes(payload), payload.length());
                    appended.add(payload);
                }
                if (i % 3 == 0) {
                    spool.background.runOnce();
                }
                if (i % 5 == 0) {
                    acknowledge(spool, 3);
                }
            }
            while (appended.size() - acknowledged.size() > 10) {
                acknowledge(spool, 7);
                spool.background.runOnce();
            }
        }
    }

    private void acknowledge(Spool spool, int records) {
        var batch = spool.read(records);
        spool.acknowledge(batch);
        acknowledged.addAll(text(batch));
    }

    private void assertNothingIsMissing(ForgetfulStorage storage) throws IOException {
        try (var spool = new Spool(storage, SETTINGS, false)) {
            var counts = spool.counts();
            var found = drain(spool);
            assertThat(counts.lost()).isZero();
            assertThat(counts.recovered()).isEqualTo(found.size());
            // At most the batch that was being acknowledged is acknowledged without our knowing.
            assertThat(appended.size() - found.size()).isBetween(acknowledged.size(), acknowledged.size() + 7);
            assertThat(found).isEqualTo(appended.subList(appended.size() - found.size(), appended.size()));
        }
    }

    private static boolean crashes(Life life) throws IOException {
        try {
            life.live();
            return false;
        } catch (Crash e) {
            return true;
        }
    }

    private interface Life {
        void live() throws IOException;
    }
}
