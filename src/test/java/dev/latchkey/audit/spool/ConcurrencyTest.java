package dev.latchkey.audit.spool;

import static dev.latchkey.audit.spool.Payloads.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Waiting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConcurrencyTest {

    private static final int THREADS = 4;
    private static final int RECORDS = 20_000;

    /** Each of them a thread of its own: they wait for each other. */
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @TempDir
    Path base;

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void everyRecordIsReadOnceAndInTheOrderOfItsThread() throws Exception {
        assertDelivered(new SpoolSettings(1 << 20, 8192, false));
    }

    @Test
    void withALimitThatIsSoonReachedToo() throws Exception {
        assertDelivered(new SpoolSettings(16_384, 4096, false));
    }

    @Test
    void everyThreadHearsThatItsRecordIsDurable() throws Exception {
        try (var spool = Spool.open(base, "me", new SpoolSettings(1 << 20, 8192, true))) {
            var durable = new ArrayList<CompletableFuture<Void>>();
            for (int i = 0; i < THREADS; i++) {
                durable.add(CompletableFuture.runAsync(
                        () -> {
                            for (int record = 0; record < 50; record++) {
                                append(spool, "record");
                                spool.durable(append(spool, "record"))
                                        .toCompletableFuture()
                                        .join();
                            }
                        },
                        threads));
            }

            CompletableFuture.allOf(durable.toArray(CompletableFuture[]::new))
                    .get(Waiting.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);

            assertThat(spool.counts().appended()).isEqualTo(THREADS * 50 * 2);
        }
    }

    private void assertDelivered(SpoolSettings settings) throws Exception {
        try (var spool = Spool.open(base, "me", settings)) {
            var writers = IntStream.range(0, THREADS)
                    .mapToObj(thread -> CompletableFuture.runAsync(() -> write(spool, thread), threads))
                    .toList();
            var reader = CompletableFuture.supplyAsync(() -> read(spool), threads);
            for (var writer : writers) {
                writer.get(3 * Waiting.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
            var read = reader.get(Waiting.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);

            assertThat(read).hasSize(THREADS * RECORDS);
            for (int thread = 0; thread < THREADS; thread++) {
                String name = thread + ":";
                assertThat(read.stream().filter(record -> record.startsWith(name)))
                        .isEqualTo(IntStream.range(0, RECORDS)
                                .mapToObj(i -> name + i)
                                .toList());
            }
            assertThat(spool.counts())
                    .returns((long) THREADS * RECORDS, SpoolCounts::acknowledged)
                    .returns(0L, SpoolCounts::pending)
                    .returns(0L, SpoolCounts::lost);
        }
    }

    private static void write(Spool spool, int thread) {
        for (int i = 0; i < RECORDS; i++) {
            append(spool, thread + ":" + i);
        }
    }

    private static long append(Spool spool, String record) {
        var payload = Payloads.bytes(record);
        // One byte too much, as when the length is not known before.
        while (!spool.reserve(payload.length + 1)) {
            Thread.onSpinWait();
        }
        return spool.append(payload.length + 1, payload, payload.length);
    }

    private static List<String> read(Spool spool) {
        var read = new ArrayList<String>();
        while (read.size() < THREADS * RECORDS) {
            var batch = spool.read(500);
            read.addAll(text(batch));
            spool.acknowledge(batch);
        }
        return read;
    }
}
