package dev.latchkey.audit;

import static dev.latchkey.audit.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

class SpoolWriterTest {

    private static final int ROOM = 3_000;
    private static final int PATIENCE_SECONDS = 20;

    @TempDir
    Path folder;

    private final AtomicInteger stored = new AtomicInteger();

    private final class Sink implements UsageSink {

        @Override
        public Uni<Void> store(List<UsageEvent> events) {
            stored.addAndGet(events.size());
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Void> deadLetter(UsageEvent event, String reason) {
            return Uni.createFrom().voidItem();
        }

        @Override
        public boolean isDataError(Throwable failure) {
            return false;
        }
    }

    @RepeatedTest(5)
    void whatIsRecordedBeforeTheServiceStopsIsWritten() {
        var config = TestSettings.of(Map.of("spool.folder", folder.toString(), "spool.window", "1M"));
        var buffer = UsageBuffers.open(config);
        var wakeup = new Wakeup();
        var writer = new UsageLogWriter(buffer, new Sink(), config, wakeup, (all, refused) -> {});
        var finished = writer.run().subscribeAsCompletionStage();
        for (int i = 0; i < 300; i++) {
            var room = new Room(buffer, wakeup, ROOM);
            assertThat(buffer.reserve(ROOM)).isTrue();
            room.record(event("/" + i));
        }

        buffer.close();
        wakeup.wake();

        try {
            finished.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        } finally {
            buffer.dispose();
        }
        assertThat(stored).hasValue(300);
    }
}
