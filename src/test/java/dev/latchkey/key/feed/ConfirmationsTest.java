package dev.latchkey.key.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.Waiting;
import dev.latchkey.key.feed.Confirmations.Replica;
import dev.latchkey.key.feed.Confirmations.Standing;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConfirmationsTest {

    private static final Duration SILENCE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private final LinkedBlockingQueue<UniEmitter<? super Standing>> questions = new LinkedBlockingQueue<>();
    private final AtomicLong nanos = new AtomicLong();
    private final Confirmations confirmations = new Confirmations(
            () -> Uni.createFrom().emitter(emitter -> questions.add(emitter)), SILENCE, PATIENCE, nanos::get);

    @Test
    void whenAllHaveConfirmedTheChangeIsEffectiveNow() throws Exception {
        var receipt = ask();

        answer(5, well(5), well(6));

        assertThat(receipt).isCompletedWithValue(new Receipt(NOON, 2, 0));
    }

    @Test
    void itWaitsForThoseWhoHaveNot() throws Exception {
        var receipt = ask();

        answer(5, well(5), well(4));
        assertThat(receipt).isNotDone();
        // What others change meanwhile does not concern this one.
        answer(9, well(5), well(5));

        assertThat(receipt).isCompletedWithValue(new Receipt(NOON, 2, 0));
    }

    @Test
    void whoeverHasNotConfirmedInTimeCountsUntilItsLeaseIsOver() throws Exception {
        var receipt = ask();
        answer(5, well(5), well(4));
        nanos.addAndGet(PATIENCE.toNanos());

        answer(5, well(5), well(4));

        assertThat(receipt).isCompletedWithValue(new Receipt(NOON.plus(LEASE), 1, 1));
    }

    @Test
    void whoeverIsSilentIsNotWaitedFor() throws Exception {
        var receipt = ask();

        answer(5, well(5), new Replica(OptionalLong.of(4), SILENCE, LEASE));

        assertThat(receipt).isCompletedWithValue(new Receipt(NOON.plus(LEASE), 1, 1));
    }

    @Test
    void whoeverHasJustComeHasConfirmedNothing() throws Exception {
        var receipt = ask();
        nanos.addAndGet(PATIENCE.toNanos());

        answer(5, new Replica(OptionalLong.empty(), Duration.ZERO, LEASE));

        assertThat(receipt).isCompletedWithValue(new Receipt(NOON.plus(LEASE), 0, 1));
    }

    @Test
    void whoeverComesWhileAQuestionIsUnderWayIsAnsweredByTheNextOne() throws Exception {
        var first = ask();
        var second = ask();

        answer(5, well(5));
        assertThat(first).isDone();
        assertThat(second).isNotDone();
        answer(6, well(6));

        assertThat(second).isCompletedWithValue(new Receipt(NOON, 1, 0));
    }

    @Test
    void whenPostgresCannotBeAskedThereIsNoReceipt() throws Exception {
        var receipt = ask();

        next().fail(new IOException("cut on purpose"));

        await().atMost(Waiting.PATIENCE).until(receipt::isCompletedExceptionally);
        var later = ask();
        answer(5, well(5));
        assertThat(later).isDone();
    }

    private CompletableFuture<Receipt> ask() {
        return confirmations.ofEverythingSoFar().subscribeAsCompletionStage();
    }

    private void answer(long head, Replica... replicas) throws Exception {
        next().complete(new Standing(NOON, head, List.of(replicas)));
    }

    private UniEmitter<? super Standing> next() throws Exception {
        return questions.poll(Waiting.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static Replica well(long confirmed) {
        return new Replica(OptionalLong.of(confirmed), Duration.ZERO, LEASE);
    }
}
