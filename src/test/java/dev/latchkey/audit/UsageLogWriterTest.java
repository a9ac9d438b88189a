package dev.latchkey.audit;

import static dev.latchkey.audit.Events.event;
import static dev.latchkey.audit.Events.poison;
import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UsageLogWriterTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int ROOM = 100;

    private final MemoryBuffer buffer = new MemoryBuffer(1_000, false);
    private final FakeSink sink = new FakeSink();
    private final Wakeup wakeup = new Wakeup();
    private final UsageTally tally = new UsageTally();
    private final UsageLogWriter writer = new UsageLogWriter(buffer, sink, settings(), wakeup, tally::written);

    private static UsageLogConfig settings() {
        return TestSettings.of(Map.of("batch-size", "10", "linger", "1ms", "write-timeout", "500ms"));
    }

    /** Refuses poison as Postgres would, and everything while it is down. */
    private static final class FakeSink implements UsageSink {

        private final List<UsageEvent> stored = Collections.synchronizedList(new ArrayList<>());
        private final List<UsageEvent> aside = Collections.synchronizedList(new ArrayList<>());
        private final AtomicInteger outages = new AtomicInteger();
        private final AtomicInteger silences = new AtomicInteger();
        private final AtomicInteger inFlight = new AtomicInteger();
        private final AtomicInteger mostInFlight = new AtomicInteger();
        private final AtomicInteger largestBatch = new AtomicInteger();
        private volatile Duration delay = Duration.ofMillis(5);

        @Override
        public Uni<Void> store(List<UsageEvent> events) {
            if (outages.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                return Uni.createFrom().failure(new java.io.IOException("down on purpose"));
            }
            if (silences.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                return Uni.createFrom().nothing();
            }
            if (events.stream().anyMatch(FakeSink::isPoison)) {
                return Uni.createFrom()
                        .voidItem()
                        .onItem()
                        .delayIt()
                        .by(delay)
                        .onItem()
                        .failWith(() -> new IllegalArgumentException("refused on purpose"));
            }
            mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
            largestBatch.accumulateAndGet(events.size(), Math::max);
            return Uni.createFrom().voidItem().onItem().delayIt().by(delay).invoke(() -> {
                inFlight.decrementAndGet();
                stored.addAll(events);
            });
        }

        @Override
        public Uni<Void> deadLetter(UsageEvent event, String reason) {
            aside.add(event);
            return Uni.createFrom().voidItem();
        }

        @Override
        public boolean isDataError(Throwable failure) {
            return failure instanceof IllegalArgumentException;
        }

        private static boolean isPoison(UsageEvent event) {
            return event.route().isPresent();
        }
    }

    @Test
    void everythingIsWrittenInOrderOneBatchAtATime() {
        var events = addSome(95);

        writeAll();

        assertThat(sink.stored).isEqualTo(events);
        assertThat(sink.mostInFlight).hasValue(1);
        assertThat(sink.largestBatch).hasValue(10);
    }

    @Test
    void whatComesLaterIsWrittenToo() {
        var finished = writer.run().subscribeAsCompletionStage();
        add(event("/first"));
        org.awaitility.Awaitility.await().atMost(SOON).until(() -> sink.stored.size() == 1);
        add(event("/second"));
        buffer.close();
        wakeup.wake();

        finished.orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join();

        assertThat(sink.stored).hasSize(2);
    }

    @Test
    void whatComesJustBeforeTheServiceStopsDoesNotLinger() {
        var lingering = TestSettings.of(Map.of("linger", "1h"));
        var hurried = new UsageLogWriter(buffer, sink, lingering, wakeup, tally::written);
        var finished = hurried.run().subscribeAsCompletionStage();
        add(event("/last"));
        buffer.close();

        hurried.hurry();

        finished.orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join();
        assertThat(sink.stored).hasSize(1);
    }

    @Test
    void anOutageDelaysEverythingAndLosesNothing() {
        var events = addSome(25);
        sink.outages.set(3);

        writeAll();

        assertThat(sink.stored).isEqualTo(events);
        assertThat(writer.outage()).isEmpty();
    }

    @Test
    void aConnectionThatIsSilentlyDeadDelaysEverythingAndLosesNothing() {
        var events = addSome(25);
        sink.silences.set(1);

        writeAll();

        assertThat(sink.stored).isEqualTo(events);
    }

    @Test
    void whatPostgresRefusesIsKeptAsideAndHoldsNothingUp() {
        var good = addSome(7);
        add(poison());
        good.addAll(addSome(9));
        add(poison());
        add(poison());
        good.addAll(addSome(3));

        writeAll();

        assertThat(sink.stored).isEqualTo(good);
        assertThat(sink.aside).hasSize(3);
    }

    @Test
    void aSlowPostgresThatRefusesManyRowsHoldsNothingUp() {
        // Halving takes longer than any one statement may.
        sink.delay = Duration.ofMillis(40);
        for (int i = 0; i < 10; i++) {
            add(poison());
        }
        var good = addSome(1);

        writeAll();

        assertThat(sink.aside).hasSize(10);
        assertThat(sink.stored).isEqualTo(good);
    }

    @Test
    void theCountsAddUp() {
        addSome(30);
        add(poison());
        sink.outages.set(2);

        writeAll();

        assertThat(buffer.state().accepted()).isEqualTo(31);
        assertThat(tally.stored.sum()).isEqualTo(30);
        assertThat(tally.deadLettered.sum()).isEqualTo(1);
        assertThat(buffer.state().held()).isZero();
    }

    private List<UsageEvent> addSome(int count) {
        var events = new ArrayList<UsageEvent>();
        for (int i = 0; i < count; i++) {
            events.add(event("/" + i));
        }
        events.forEach(this::add);
        return events;
    }

    private void add(UsageEvent event) {
        assertThat(buffer.reserve(ROOM)).isTrue();
        buffer.add(event, ROOM);
        wakeup.wake();
    }

    private void writeAll() {
        buffer.close();
        wakeup.wake();
        writer.run().await().atMost(SOON);
    }
}
