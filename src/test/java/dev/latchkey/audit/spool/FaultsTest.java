package dev.latchkey.audit.spool;

import static dev.latchkey.audit.spool.Payloads.append;
import static dev.latchkey.audit.spool.Payloads.drain;
import static dev.latchkey.audit.spool.Payloads.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The disk is full, or fails: what was taken is kept, and nothing is taken that could not be. */
class FaultsTest {

    private static final SpoolSettings SETTINGS = new SpoolSettings(1 << 20, 1024, true);
    private static final int LENGTH = 50;

    private final ForgetfulStorage storage = new ForgetfulStorage();
    private final List<String> appended = new ArrayList<>();

    @Test
    void aDiskThatIsFullAtTheStartIsSaid() {
        storage.setFull(true);

        assertThatThrownBy(this::open).hasMessageContaining("No space left");
    }

    @Test
    void onAFullDiskRoomIsRefusedWhenWhatThereIsIsUsed() throws IOException {
        try (var spool = open()) {
            storage.setFull(true);

            fill(spool);

            assertThat(appended).hasSizeGreaterThan(15);
            assertThat(spool.isFull()).isTrue();
            assertThat(spool.problem())
                    .hasValueSatisfying(text -> assertThat(text).contains("No space left"));
            assertThat(text(spool.read(1000))).isEqualTo(appended);
        }
    }

    @Test
    void whenTheDiskHasSpaceAgainItGoesOnByItself() throws IOException {
        try (var spool = open()) {
            storage.setFull(true);
            fill(spool);
            storage.setFull(false);
            spool.background.runOnce();

            fill(spool);

            assertThat(spool.problem()).isEmpty();
            assertThat(appended).hasSizeGreaterThan(100);
            assertThat(drain(spool)).isEqualTo(appended);
        }
    }

    @Test
    void onAFullDiskAcknowledgingMakesRoom() throws IOException {
        try (var spool = open()) {
            storage.setFull(true);
            fill(spool);

            drain(spool);
            spool.background.runOnce();

            assertThat(spool.isFull()).isFalse();
            assertThat(spool.problem()).isEmpty();
        }
    }

    @Test
    void aFullDiskAtARestartLosesNothingAndTakesNothing() throws IOException {
        try (var spool = open()) {
            storage.setFull(true);
            fill(spool);
        }
        try (var spool = open()) {
            assertThat(spool.reserve(LENGTH)).isFalse();
            assertThat(drain(spool)).isEqualTo(appended);
            spool.background.runOnce();
            assertThat(spool.reserve(LENGTH)).isTrue();
        }
    }

    @Test
    void aReservationFromBeforeTheDiskWasFullCanBeUsed() throws IOException {
        try (var spool = open()) {
            int reserved = 0;
            while (spool.reserve(LENGTH)) {
                reserved++;
            }
            storage.setFull(true);
            for (int i = 0; i < reserved; i++) {
                spool.append(LENGTH, new byte[LENGTH], LENGTH);
                spool.background.runOnce();
            }

            assertThat(spool.read(1000).size()).isEqualTo(reserved);
        }
    }

    @Test
    void aFailedForceIsForEver() throws IOException {
        try (var spool = open()) {
            var position = append(spool, "first");
            storage.setForceFails(true);
            var failed = spool.durable(position).toCompletableFuture();
            spool.background.runOnce();
            storage.setForceFails(false);
            var later = spool.durable(position).toCompletableFuture();
            spool.background.runOnce();

            assertThat(failed).isCompletedExceptionally();
            assertThat(later).isCompletedExceptionally();
            assertThat(spool.reserve(LENGTH)).isFalse();
            assertThat(spool.problem()).isPresent();
            assertThat(drain(spool)).containsExactly("first");
        }
    }

    @Test
    void oneForceIsForAllWhoWait() throws IOException {
        try (var spool = open()) {
            var first = spool.durable(append(spool, "first")).toCompletableFuture();
            var second = spool.durable(append(spool, "second")).toCompletableFuture();
            assertThat(first).isNotDone();

            spool.background.runOnce();

            assertThat(first).isCompleted();
            assertThat(second).isCompleted();
        }
    }

    @Test
    void whenItsFilesAreReplacedNothingIsTakenAndWhatIsThereCanBeRead() throws IOException {
        try (var spool = open()) {
            append(spool, "first");
            storage.remove("window-0");
            storage.create("window-0");

            spool.background.runOnce();

            assertThat(spool.reserve(LENGTH)).isFalse();
            assertThat(spool.problem())
                    .hasValueSatisfying(text -> assertThat(text).contains("removed or replaced"));
            assertThat(drain(spool)).containsExactly("first");
        }
    }

    private Spool open() throws IOException {
        return new Spool(storage, SETTINGS, false);
    }

    /** Appends until there is no room, or enough. */
    private void fill(Spool spool) {
        while (appended.size() < 200 && spool.reserve(LENGTH)) {
            var payload = "record " + appended.size();
            spool.append(LENGTH, Payloads.bytes(payload), payload.length());
            appended.add(payload);
            spool.background.runOnce();
        }
    }
}
