package dev.latchkey.audit;

import static dev.latchkey.audit.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class UsageQueueTest {

    private final UsageQueue queue = new UsageQueue(2);

    @Test
    void eventsComeOutInTheOrderTheyWentIn() {
        var first = event("/first");
        var second = event("/second");
        add(first);
        add(second);

        assertThat(queue.take(10)).containsExactly(first, second);
    }

    @Test
    void thereIsNoRoomBeyondTheCapacityAndItIsCounted() {
        assertThat(List.of(queue.reserve(), queue.reserve(), queue.reserve())).containsExactly(true, true, false);
        assertThat(queue.isFull()).isTrue();
        assertThat(queue.refused()).isEqualTo(1);
    }

    @Test
    void releasedRoomCanBeTakenAgain() {
        queue.reserve();
        queue.reserve();
        queue.release();

        assertThat(queue.reserve()).isTrue();
    }

    @Test
    void takenEventsHoldTheirRoomUntilTheyAreAcknowledged() {
        add(event("/first"));
        add(event("/second"));
        queue.take(2);
        assertThat(queue.reserve()).isFalse();
        assertThat(queue.held()).isEqualTo(2);

        queue.acknowledge(2);

        assertThat(queue.reserve()).isTrue();
        assertThat(queue.held()).isZero();
        assertThat(queue.accepted()).isEqualTo(2);
    }

    @Test
    void aClosedQueueIsFinishedWhenTheLastReservationIsSettled() {
        queue.reserve();
        queue.reserve();

        queue.close();

        assertThat(queue.reserve()).isFalse();
        assertThat(queue.isFinished()).isFalse();
        queue.release();
        queue.add(event("/last"));
        assertThat(queue.isFinished()).isFalse();
        queue.acknowledge(queue.take(1).size());
        assertThat(queue.isFinished()).isTrue();
    }

    private void add(UsageEvent event) {
        assertThat(queue.reserve()).isTrue();
        queue.add(event);
    }
}
