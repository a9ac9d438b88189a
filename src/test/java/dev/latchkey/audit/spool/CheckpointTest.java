package dev.latchkey.audit.spool;

import static dev.latchkey.audit.spool.Payloads.append;
import static dev.latchkey.audit.spool.Payloads.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.audit.spool.SpoolBatch.Mark;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckpointTest {

    private static final SpoolSettings SETTINGS = new SpoolSettings(1 << 20, 1024, false);
    private static final String NAME = "checkpoint";

    private final ForgetfulStorage storage = new ForgetfulStorage();

    @Test
    void theNewestMarkIsRead() throws IOException {
        var checkpoint = new Checkpoint(storage);
        checkpoint.write(new Mark(8, 1));
        checkpoint.write(new Mark(16, 2));
        checkpoint.write(new Mark(24, 3));

        assertThat(new Checkpoint(storage).read()).contains(new Mark(24, 3));
    }

    @Test
    void aFlippedByteGoesBackByOneMarkAtMost() throws IOException {
        var checkpoint = new Checkpoint(storage);
        checkpoint.write(new Mark(8, 1));
        checkpoint.write(new Mark(16, 2));
        int size = storage.bytes(NAME).capacity();
        for (int at = 0; at < size; at++) {
            var damaged = storage.afterCrash(ForgetfulStorage.NEVER);
            damaged.bytes(NAME).put(at, (byte) ~damaged.bytes(NAME).get(at));

            assertThat(new Checkpoint(damaged).read())
                    .as("byte %d", at)
                    .isIn(Optional.of(new Mark(8, 1)), Optional.of(new Mark(16, 2)));
        }
    }

    @Test
    void aMarkThatCouldNotBeWrittenIsWrittenWhenItIsForced() throws IOException {
        var checkpoint = new Checkpoint(storage);
        checkpoint.reset(new Mark(8, 1));
        checkpoint.write(new Mark(16, 2));
        storage.setForceFails(true);
        assertThat(forceFails(checkpoint)).isTrue();
        storage.setForceFails(false);

        assertThat(checkpoint.force()).isEqualTo(new Mark(16, 2));
    }

    @Test
    void aTruncatedCheckpointMeansEverythingAgain() throws IOException {
        liveAndAcknowledgeOne();
        storage.create(NAME).write(java.nio.ByteBuffer.allocate(7), 0);
        assertEverythingComesBack();
    }

    @Test
    void aCorruptCheckpointMeansEverythingAgain() throws IOException {
        liveAndAcknowledgeOne();
        storage.bytes(NAME).putLong(16, 77).putLong(512 + 16, 77);
        assertEverythingComesBack();
    }

    @Test
    void aMissingCheckpointMeansEverythingAgain() throws IOException {
        liveAndAcknowledgeOne();
        storage.remove(NAME);
        assertEverythingComesBack();
    }

    @Test
    void aCheckpointAheadOfAllRecordsMeansEverythingAgain() throws IOException {
        liveAndAcknowledgeOne();
        new Checkpoint(storage).reset(new Mark(1_000_000, 500));
        assertEverythingComesBack();
    }

    @Test
    void newRecordsAfterACheckpointThatWasAheadAreNotTakenForAcknowledged() throws IOException {
        liveAndAcknowledgeOne();
        new Checkpoint(storage).reset(new Mark(1_000_000, 500));
        long position;
        try (var spool = new Spool(storage, SETTINGS, false)) {
            position = append(spool, "four");
        }

        assertThat(position).isGreaterThan(1_000_000);
        try (var spool = new Spool(storage, SETTINGS, false)) {
            assertThat(text(spool.read(10))).containsExactly("one", "two", "three", "four");
            assertThat(spool.counts().lost()).isZero();
        }
    }

    private void liveAndAcknowledgeOne() throws IOException {
        try (var spool = new Spool(storage, SETTINGS, false)) {
            append(spool, "one", "two", "three");
            spool.acknowledge(spool.read(1));
        }
    }

    private void assertEverythingComesBack() throws IOException {
        try (var spool = new Spool(storage, SETTINGS, false)) {
            assertThat(text(spool.read(10))).isEqualTo(List.of("one", "two", "three"));
            assertThat(spool.counts().recovered()).isEqualTo(3);
            assertThat(spool.counts().lost()).isZero();
        }
    }

    private static boolean forceFails(Checkpoint checkpoint) {
        try {
            return checkpoint.force() == null;
        } catch (IOException e) {
            return true;
        }
    }
}
