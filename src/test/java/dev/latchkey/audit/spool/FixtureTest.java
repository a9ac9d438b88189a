package dev.latchkey.audit.spool;

import static dev.latchkey.audit.spool.Payloads.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that earlier versions of Latchkey left are read for ever. */
class FixtureTest {

    private static final SpoolSettings SETTINGS = new SpoolSettings(1 << 20, 1024, false);
    private static final String[] RECORDS =
            IntStream.range(0, 50).mapToObj(i -> "record " + i).toArray(String[]::new);
    private static final int ACKNOWLEDGED = 3;

    @TempDir
    Path base;

    @Test
    void aFolderOfVersion1IsRead() throws IOException {
        for (var name : new String[] {"window-0", "window-1", "archive-1.log", "checkpoint"}) {
            Files.createDirectories(base.resolve("me"));
            try (InputStream file = FixtureTest.class.getResourceAsStream("/spool-1/" + name + ".bin")) {
                Files.copy(file, base.resolve("me").resolve(name));
            }
        }

        try (var spool = Spool.open(base, "me", SETTINGS)) {
            assertThat(text(spool.read(100))).isEqualTo(Arrays.asList(RECORDS).subList(ACKNOWLEDGED, RECORDS.length));
            assertThat(spool.counts().lost()).isZero();
        }
    }

    /** Makes the folder for a new version; that of a version that is out must never be made again. */
    public static void main(String[] args) {
        try (var spool = Spool.open(Path.of(args[0]), args[1], SETTINGS)) {
            for (var record : RECORDS) {
                while (!spool.reserve(record.length())) {
                    Thread.onSpinWait();
                }
                spool.append(record.length(), Payloads.bytes(record), record.length());
            }
            spool.acknowledge(spool.read(ACKNOWLEDGED));
        }
    }
}
