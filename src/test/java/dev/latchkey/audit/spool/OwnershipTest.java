package dev.latchkey.audit.spool;

import static dev.latchkey.audit.spool.Payloads.append;
import static dev.latchkey.audit.spool.Payloads.drain;
import static dev.latchkey.audit.spool.Payloads.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has a folder, and what becomes of one that nobody has. */
class OwnershipTest {

    private static final SpoolSettings SETTINGS = new SpoolSettings(1 << 20, 4096, false);

    @TempDir
    Path base;

    @Test
    void aFolderHasOneOwnerInAProcess() {
        try (var spool = open("a")) {
            assertThatThrownBy(() -> open("a")).isInstanceOf(SpoolInUseException.class);
            assertThat(DeadReplica.find(base, "b")).isEmpty();
            assertThat(DeadReplica.adopt(base, "a", SETTINGS)).isEmpty();
            append(spool, "still mine");
        }
    }

    @Test
    void aFolderHasOneOwnerAmongProcessesUntilThatDies() throws IOException, InterruptedException {
        var said = base.resolve("said");
        var other = SpoolProcess.start(base, "a", said);
        Awaitility.await().atMost(Waiting.PATIENCE).until(() -> Files.size(said) > 1000);
        assertThatThrownBy(() -> open("a")).isInstanceOf(SpoolInUseException.class);
        assertThat(DeadReplica.find(base, "b")).isEmpty();

        other.destroyForcibly();

        assertThat(other.waitFor(Waiting.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        long appended = SpoolProcess.lastSaid(said);
        try (var spool = open("a")) {
            // It says a number when it has appended it, and may have appended one more than it could say.
            assertThat(spool.counts().recovered()).isBetween(appended, appended + 1);
            assertThat(spool.counts().lost()).isZero();
            assertThat(drain(spool).get((int) appended - 1)).isEqualTo(Long.toString(appended));
        }
    }

    @Test
    void aDeadReplicaIsReadAndThenItsFolderIsGone() {
        try (var dead = open("dead")) {
            append(dead, "first", "second");
        }
        try (var own = open("own")) {
            append(own, "mine");
            assertThat(DeadReplica.find(base, "own")).containsExactly("dead");

            var adopted = DeadReplica.adopt(base, "dead", SETTINGS).orElseThrow();
            assertThat(adopted.reserve(1)).isFalse();
            assertThat(DeadReplica.find(base, "own")).isEmpty();
            assertThat(drain(adopted)).containsExactly("first", "second");
            adopted.discard();

            assertThat(base.resolve("dead")).doesNotExist();
            assertThat(text(own.read(10))).containsExactly("mine");
        }
    }

    @Test
    void aDeadReplicaThatIsNotEmptyIsNotRemoved() {
        try (var dead = open("dead")) {
            append(dead, "first");
        }
        try (var adopted = DeadReplica.adopt(base, "dead", SETTINGS).orElseThrow()) {
            assertThatThrownBy(adopted::discard).isInstanceOf(IllegalStateException.class);
        }
        assertThat(DeadReplica.find(base, "own")).containsExactly("dead");
    }

    @Test
    void aReplicaThatIsNotThereCannotBeAdopted() {
        assertThat(DeadReplica.adopt(base, "nobody", SETTINGS)).isEmpty();
        assertThat(DeadReplica.find(base.resolve("nowhere"), "own")).isEmpty();
    }

    @Test
    void onlyTheOwnerMayLookIntoTheFolder() throws IOException {
        try (var spool = open("a")) {
            append(spool, "secret");
            for (var path : Files.list(base.resolve("a")).toList()) {
                assertThat(Files.getPosixFilePermissions(path))
                        .as("%s", path)
                        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            }
            assertThat(Files.getPosixFilePermissions(base.resolve("a")))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsSaidInOneSentence() throws IOException {
        var file = Files.createFile(base.resolve("file"));

        assertThatThrownBy(() -> Spool.open(file, "a", SETTINGS))
                .isInstanceOf(SpoolException.class)
                .hasMessageStartingWith("Cannot use " + file.resolve("a") + " for the usage spool");
    }

    @Test
    void aFolderThatIsRemovedWhileItIsUsedIsNoticed() throws IOException {
        try (var spool = open("a")) {
            append(spool, "first");
            for (var path : Files.list(base.resolve("a")).toList()) {
                Files.delete(path);
            }

            Awaitility.await()
                    .atMost(Waiting.PATIENCE)
                    .until(() -> spool.problem().isPresent());
            assertThat(spool.reserve(1)).isFalse();
            assertThat(drain(spool)).containsExactly("first");
        }
    }

    @Test
    void aNameThatLeavesTheBaseFolderIsRefused() {
        assertThatThrownBy(() -> open("../elsewhere")).isInstanceOf(SpoolException.class);
        assertThatThrownBy(() -> open("..")).isInstanceOf(SpoolException.class);
    }

    private Spool open(String replica) {
        return Spool.open(base, replica, SETTINGS);
    }
}
