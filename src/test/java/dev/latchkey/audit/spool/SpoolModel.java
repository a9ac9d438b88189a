package dev.latchkey.audit.spool;

import static dev.latchkey.audit.spool.Payloads.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A spool and the plain list that it must be like, whatever is done to both. */
final class SpoolModel {

    private static final int ALL = 100_000;

    private final SpoolSettings settings;
    private ForgetfulStorage storage = new ForgetfulStorage();
    private Spool spool;
    // Appended and not acknowledged, in order; the first so many of them are durable.
    private final List<String> pending = new ArrayList<>();
    private int durable;
    // Lost with the power, and counted at every start until what follows is acknowledged.
    private long missing;
    // The power was lost and nothing appended since: the checkpoint may be ahead of all that is left, and then no start
    // can tell it from one that is not ours.
    private boolean mayRepeat;
    // Everything ever appended, in order: acknowledged records may come back when the power was lost.
    private final List<String> appended = new ArrayList<>();

    SpoolModel(SpoolSettings settings) throws IOException {
        this.settings = settings;
        spool = new Spool(storage, settings, false);
    }

    void append(int records) {
        for (int i = 0; i < records; i++) {
            var payload = appended.size() + ":" + "x".repeat(appended.size() * 7 % 60);
            if (spool.reserve(payload.length() + i % 3)) {
                spool.append(payload.length() + i % 3, Payloads.bytes(payload), payload.length());
                pending.add(payload);
                appended.add(payload);
                mayRepeat = false;
            }
        }
    }

    void acknowledge(int records) {
        var batch = spool.read(records);
        assertThat(text(batch)).isEqualTo(pending.subList(0, Math.min(records, pending.size())));
        spool.acknowledge(batch);
        pending.subList(0, batch.size()).clear();
        durable = Math.max(0, durable - batch.size());
    }

    void runBackground() {
        spool.background.runOnce();
    }

    void makeDurable() {
        var done = spool.durable(Long.MAX_VALUE).toCompletableFuture();
        spool.background.runOnce();
        assertThat(done).isCompleted();
        durable = pending.size();
    }

    void diskIsFull(boolean full) {
        storage.setFull(full);
    }

    void crash() throws IOException {
        storage = storage.afterCrash(ForgetfulStorage.NEVER);
        spool = new Spool(storage, settings, false);
        takeRepeated();
        check();
        assertThat(spool.counts().lost()).isLessThanOrEqualTo(missing);
    }

    void restart() throws IOException {
        spool.close();
        spool = new Spool(storage, settings, false);
        takeRepeated();
        check();
    }

    /** Better twice than not at all: what was acknowledged may come back, in order, and nothing else. */
    private void takeRepeated() {
        var found = text(spool.read(ALL));
        if (mayRepeat && found.size() > pending.size()) {
            assertThat(isSubsequence(found, appended)).as("%s in order", found).isTrue();
            assertThat(found.subList(found.size() - pending.size(), found.size()))
                    .isEqualTo(pending);
            pending.clear();
            pending.addAll(found);
        }
    }

    void losePower(Random chance) throws IOException {
        storage = storage.afterPowerLoss(chance);
        spool = new Spool(storage, settings, false);
        var found = text(spool.read(ALL));
        assertThat(found).doesNotHaveDuplicates();
        assertThat(isSubsequence(found, appended)).as("%s in order", found).isTrue();
        assertThat(isSubsequence(pending.subList(0, durable), found))
                .as("all durable in %s", found)
                .isTrue();
        pending.clear();
        pending.addAll(found);
        durable = 0;
        mayRepeat = true;
        missing = spool.counts().lost();
        check();
    }

    /** What must be true at any quiet moment. */
    void check() {
        assertThat(text(spool.read(ALL))).isEqualTo(pending);
        var counts = spool.counts();
        assertThat(counts.pending()).isEqualTo(pending.size());
        assertThat(counts.recovered() + counts.appended())
                .isEqualTo(counts.acknowledged() + counts.pending() + counts.lostSince());
        assertThat(counts.lostSince()).isZero();
        // A new start gives up the rest of a window, which counts as used.
        assertThat(counts.usedBytes()).isLessThanOrEqualTo(settings.limit() + settings.windowSize());
    }

    private static boolean isSubsequence(List<String> part, List<String> whole) {
        int matched = 0;
        for (var element : whole) {
            matched += matched < part.size() && part.get(matched).equals(element) ? 1 : 0;
        }
        return matched == part.size();
    }
}
