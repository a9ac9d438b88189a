package dev.latchkey.audit.attempts;

import static dev.latchkey.audit.attempts.AttemptReason.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.Waiting;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AttemptWriterTest {

    private static final Duration NEVER = Duration.ofDays(1);

    private final AttemptCounts counts = new AttemptCounts(100, InstantSource.system());
    private final FakeSink sink = new FakeSink();

    private record Settings(int maxSources, Duration flushEvery, Duration writeTimeout, Duration shutdownTimeout)
            implements AttemptsConfig {
        Settings(Duration flushEvery) {
            this(100, flushEvery, Duration.ofMillis(200), Waiting.PATIENCE);
        }
    }

    /** Adds each flush once, as Postgres does, even when its answer is lost. */
    private static final class FakeSink implements AttemptSink {

        private final Map<Long, List<AttemptCount>> flushes = new ConcurrentHashMap<>();
        private final AtomicInteger outages = new AtomicInteger();
        private final AtomicInteger lostAnswers = new AtomicInteger();

        @Override
        public Uni<Void> add(long flush, List<AttemptCount> counts) {
            if (outages.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                return Uni.createFrom().failure(new IOException("down on purpose"));
            }
            var before = flushes.putIfAbsent(flush, counts);
            assertThat(before == null || before.equals(counts))
                    .as("a flush is repeated as it was")
                    .isTrue();
            return lostAnswers.getAndUpdate(left -> Math.max(0, left - 1)) > 0
                    ? Uni.createFrom().nothing()
                    : Uni.createFrom().voidItem();
        }

        private long sum() {
            return flushes.values().stream()
                    .flatMap(List::stream)
                    .mapToLong(AttemptCount::attempts)
                    .sum();
        }
    }

    @Test
    void whatIsCountedIsWrittenSoon() {
        var writer = new AttemptWriter(counts, sink, new Settings(Duration.ofMillis(1)));
        var finished = writer.run().subscribeAsCompletionStage();
        add(3);
        await().atMost(Waiting.PATIENCE).until(() -> sink.sum() == 3);
        add(4);
        await().atMost(Waiting.PATIENCE).until(() -> writer.stored() == 7);

        writer.stop();
        finished.orTimeout(Waiting.PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        assertThat(sink.sum()).isEqualTo(7);
    }

    @Test
    void whatWasCountedSinceTheLastFlushIsWrittenWhenItStops() {
        var writer = new AttemptWriter(counts, sink, new Settings(NEVER));
        var finished = writer.run().subscribeAsCompletionStage();
        add(5);

        writer.stop();

        finished.orTimeout(Waiting.PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        assertThat(sink.sum()).isEqualTo(5);
        assertThat(writer.stored()).isEqualTo(5);
    }

    @Test
    void anOutageAndALostAnswerNeitherLoseNorDoubleACount() {
        add(5);
        sink.outages.set(2);
        sink.lostAnswers.set(1);
        var writer = new AttemptWriter(counts, sink, new Settings(NEVER));
        var finished = writer.run().subscribeAsCompletionStage();
        add(6);

        writer.stop();

        finished.orTimeout(Waiting.PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        assertThat(sink.sum()).isEqualTo(11).isEqualTo(writer.stored()).isEqualTo(counts.total());
    }

    private void add(int attempts) {
        for (int i = 0; i < attempts; i++) {
            counts.add("203.0.113." + i, UNKNOWN);
        }
    }
}
