package dev.latchkey.audit.spool;

import static dev.latchkey.audit.spool.Payloads.append;
import static dev.latchkey.audit.spool.Payloads.drain;
import static dev.latchkey.audit.spool.Payloads.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Damages files between two lives: what is whole comes back, and what is not is counted. */
class DamageTest {

    private static final SpoolSettings SETTINGS = new SpoolSettings(1 << 20, 1024, false);
    private static final String WINDOW = "window-1";
    private static final int RECORD = 32;

    private final List<String> written = List.of("one", "two", "three", "four", "five", "six");
    private final ForgetfulStorage storage = new ForgetfulStorage();

    @Test
    void aFlippedByteAnywhereCostsAtMostItsRecordAndIsCounted() throws IOException {
        live(written);
        for (int at = 0; at < SETTINGS.windowSize(); at++) {
            for (int bit : new int[] {0x01, 0x80, 0xFF}) {
                var damaged = storage.afterCrash(ForgetfulStorage.NEVER);
                flip(damaged.bytes(WINDOW), at, bit);
                int hit = recordAt(at);
                var expected = new ArrayList<>(written);
                if (hit >= 0) {
                    expected.remove(hit);
                }

                try (var spool = new Spool(damaged, SETTINGS, false)) {
                    assertThat(spool.counts().lost())
                            .as("lost with byte %d", at)
                            .isEqualTo(hit >= 0 ? 1 : 0);
                    assertThat(spool.counts().pending()).isEqualTo(expected.size());
                    append(spool, "next");
                    expected.add("next");
                    assertThat(drain(spool)).as("read with byte %d", at).isEqualTo(expected);
                    assertThat(spool.counts().pending()).isZero();
                    assertThat(spool.counts().lostSince()).isZero();
                }
            }
        }
    }

    @Test
    void aDamagedHeaderAndSummaryLoseNoRecord() throws IOException {
        live(written);
        zero(storage.bytes(WINDOW), 0, WindowHeader.SIZE);
        assertComesBack(written, 0);
    }

    @Test
    void aZeroedStretchLosesExactlyItsRecords() throws IOException {
        live(written);
        zero(storage.bytes(WINDOW), WindowHeader.SIZE + RECORD, 2 * RECORD);
        assertComesBack(List.of("one", "four", "five", "six"), 2);
    }

    @Test
    void aZeroedEndIsMissedBecauseTheSummaryKnowsIt() throws IOException {
        live(written);
        zero(storage.bytes(WINDOW), WindowHeader.SIZE + 4 * RECORD, 2 * RECORD);
        assertComesBack(List.of("one", "two", "three", "four"), 2);
    }

    @Test
    void aZeroedWindowIsMissedBecauseTheNextOneKnowsIt() throws IOException {
        var many = Payloads.payloads(30);
        live(many);
        zero(storage.bytes(WINDOW), 0, SETTINGS.windowSize());
        try (var spool = new Spool(storage, SETTINGS, false)) {
            var found = drain(spool);
            assertThat(found).isNotEmpty().isEqualTo(many.subList(many.size() - found.size(), many.size()));
            assertThat(spool.counts().lost()).isEqualTo(many.size() - found.size());
        }
    }

    @Test
    void aTornLastRecordThatWasNeverAppendedIsNoLoss() throws IOException {
        live(written);
        // The process died while it copied the record: its place is there, its payload is not, and no summary has it.
        int end = WindowHeader.SIZE + written.size() * RECORD;
        storage.bytes(WINDOW)
                .putInt(end, 77)
                .putInt(end + 4, 100)
                .putLong(end + 8, SETTINGS.windowSize() + end)
                .putLong(end + 16, written.size());
        assertComesBack(written, 0);
    }

    @Test
    void aRecordThatTheSummaryDoesNotKnowYetComesBack() throws IOException {
        live(written);
        WindowHeader.summarise(storage.bytes(WINDOW), WindowHeader.SIZE + 5 * RECORD, 5);
        assertComesBack(written, 0);
    }

    @Test
    void acknowledgedRecordsThatAreDamagedAreNoLoss() throws IOException {
        try (var spool = new Spool(storage, SETTINGS, false)) {
            append(spool, written.toArray(String[]::new));
            spool.acknowledge(spool.read(2));
        }
        zero(storage.bytes(WINDOW), WindowHeader.SIZE, 3 * RECORD);
        assertComesBack(List.of("four", "five", "six"), 1);
    }

    @Test
    void anArchiveThatRotsBeforeItIsReadIsSkippedAndCounted() throws IOException {
        var many = Payloads.payloads(60);
        try (var spool = new Spool(storage, SETTINGS, false)) {
            for (var payload : many) {
                append(spool, payload);
                spool.background.runOnce();
            }
            zero(storage.bytes("archive-2.log"), 0, 512);
            storage.remove("archive-3.log");

            var found = drain(spool);

            assertThat(many).containsSubsequence(found);
            assertThat(spool.counts())
                    .returns((long) many.size() - found.size(), SpoolCounts::lost)
                    .returns((long) many.size() - found.size(), SpoolCounts::lostSince)
                    .returns((long) found.size(), SpoolCounts::acknowledged)
                    .returns(0L, SpoolCounts::pending);
            assertThat(found.size()).isBetween(20, 59);
        }
    }

    @Test
    void aFormatFromTheFutureIsLeftAlone() throws IOException {
        live(written);
        var bytes = storage.bytes(WINDOW);
        WindowHeaderTest.setVersion(bytes, 2);
        var before = bytes.array().clone();

        assertThatThrownBy(() -> new Spool(storage, SETTINGS, false))
                .isInstanceOf(SpoolException.class)
                .hasMessageContaining("newer version");
        assertThat(storage.bytes(WINDOW).array()).isEqualTo(before);
    }

    private void live(List<String> payloads) throws IOException {
        try (var spool = new Spool(storage, SETTINGS, false)) {
            append(spool, payloads.toArray(String[]::new));
        }
    }

    private void assertComesBack(List<String> payloads, int lost) throws IOException {
        try (var spool = new Spool(storage, SETTINGS, false)) {
            assertThat(spool.counts().lost()).isEqualTo(lost);
            assertThat(text(spool.read(100))).isEqualTo(payloads);
        }
    }

    /** Which record a byte belongs to; -1 for those that no record needs. */
    private int recordAt(int offset) {
        int record = (offset - WindowHeader.SIZE) / RECORD;
        int within = (offset - WindowHeader.SIZE) % RECORD;
        return offset < WindowHeader.SIZE
                        || record >= written.size()
                        || within >= RecordFormat.OVERHEAD + written.get(record).length()
                ? -1
                : record;
    }

    private static void flip(ByteBuffer bytes, int at, int bits) {
        bytes.put(at, (byte) (bytes.get(at) ^ bits));
    }

    private static void zero(ByteBuffer bytes, int at, int length) {
        bytes.put(at, new byte[length]);
    }
}
