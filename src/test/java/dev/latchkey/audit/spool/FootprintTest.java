package dev.latchkey.audit.spool;

import static dev.latchkey.audit.spool.Payloads.drain;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a spool costs its process. */
class FootprintTest {

    private static final int RECORDS = 50_000;
    private static final byte[] PAYLOAD = new byte[100];

    @TempDir
    Path base;

    /** The system's own list of what this process has mapped. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void howeverLongTheBacklogTwoFilesAreMapped() throws IOException {
        try (var spool = Spool.open(base, "me", new SpoolSettings(1 << 24, 4096, false))) {
            append(spool, RECORDS);
            assertThat(mappings()).isEqualTo(2);

            assertThat(drain(spool)).hasSize(RECORDS);

            assertThat(mappings()).isEqualTo(2);
        }
    }

    @Test
    void appendingMakesNoGarbage() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (var spool = Spool.open(base, "me", new SpoolSettings(1 << 26, 1 << 20, false))) {
            append(spool, RECORDS);
            long before = threads.getCurrentThreadAllocatedBytes();

            append(spool, RECORDS);

            // A few objects for every new window, and none for a record.
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(RECORDS);
        }
    }

    private static void append(Spool spool, int records) {
        for (int i = 0; i < records; i++) {
            while (!spool.reserve(PAYLOAD.length)) {
                Thread.onSpinWait();
            }
            spool.append(PAYLOAD.length, PAYLOAD, PAYLOAD.length);
        }
    }

    private long mappings() throws IOException {
        var folder = base.toRealPath().toString();
        return Files.readAllLines(Path.of("/proc/self/maps")).stream()
                .filter(line -> line.contains(folder))
                .count();
    }
}
