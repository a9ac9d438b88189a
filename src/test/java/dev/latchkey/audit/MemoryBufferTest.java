package dev.latchkey.audit;

import static dev.latchkey.audit.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class MemoryBufferTest {

    private static final int ROOM = 100;

    private final MemoryBuffer buffer = new MemoryBuffer(2, false);

    @Test
    void eventsComeOutInTheOrderTheyWentIn() {
        var first = event("/first");
        var second = event("/second");
        add(first);
        add(second);

        assertThat(buffer.take(10).events()).containsExactly(first, second);
    }

    @Test
    void thereIsNoRoomBeyondTheCapacity() {
        assertThat(List.of(buffer.reserve(ROOM), buffer.reserve(ROOM), buffer.reserve(ROOM)))
                .containsExactly(true, true, false);
        assertThat(buffer.isFull()).isTrue();
    }

    @Test
    void releasedRoomCanBeTakenAgain() {
        buffer.reserve(ROOM);
        buffer.reserve(ROOM);
        buffer.release(ROOM);

        assertThat(buffer.reserve(ROOM)).isTrue();
    }

    @Test
    void takenEventsHoldTheirRoomUntilTheyAreAcknowledged() {
        add(event("/first"));
        add(event("/second"));
        var taken = buffer.take(2);
        assertThat(buffer.reserve(ROOM)).isFalse();
        assertThat(buffer.state().held()).isEqualTo(2);

        buffer.acknowledge(taken);

        assertThat(buffer.reserve(ROOM)).isTrue();
        assertThat(buffer.state()).isEqualTo(new UsageBufferState(2, 0, 0, 1, 0, 0));
    }

    @Test
    void aClosedBufferIsFinishedWhenTheLastReservationIsSettled() {
        buffer.reserve(ROOM);
        buffer.reserve(ROOM);

        buffer.close();

        assertThat(buffer.reserve(ROOM)).isFalse();
        assertThat(buffer.isFinished()).isFalse();
        buffer.release(ROOM);
        buffer.add(event("/last"), ROOM);
        assertThat(buffer.isFinished()).isFalse();
        buffer.acknowledge(buffer.take(1));
        assertThat(buffer.isFinished()).isTrue();
    }

    @Test
    void whereAnswersWaitAnEventIsKeptOnlyOnceItIsStored() {
        var waiting = new MemoryBuffer(2, true);
        waiting.reserve(ROOM);
        CompletableFuture<Void> kept = waiting.add(event("/first"), ROOM).toCompletableFuture();
        var taken = waiting.take(1);
        assertThat(kept).isNotDone();

        waiting.acknowledge(taken);

        assertThat(kept).isCompleted();
    }

    private void add(UsageEvent event) {
        assertThat(buffer.reserve(ROOM)).isTrue();
        assertThat(buffer.add(event, ROOM).equals(Reservation.KEPT)).isTrue();
    }
}
