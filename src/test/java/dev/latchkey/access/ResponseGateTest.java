package dev.latchkey.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@SuppressWarnings("FutureReturnValueIgnored")
class ResponseGateTest {

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final CompletableFuture<Void> recorded = new CompletableFuture<>();

    @Test
    void nothingLeavesBeforeTheRequestIsRecorded() {
        ResponseGate.hold(channel, recorded);
        channel.writeAndFlush("head");
        channel.writeAndFlush("body");
        assertThat(sent()).isNull();

        recorded.complete(null);
        channel.runPendingTasks();

        assertThat(sent()).isEqualTo("head");
        assertThat(sent()).isEqualTo("body");
    }

    @Test
    void pipelinedAnswersWaitForTheSlowestAndKeepTheirOrder() {
        var second = new CompletableFuture<Void>();
        ResponseGate.hold(channel, recorded);
        channel.writeAndFlush("first");
        ResponseGate.hold(channel, second);
        channel.writeAndFlush("second");

        second.complete(null);
        channel.runPendingTasks();
        assertThat(sent()).isNull();
        recorded.complete(null);
        channel.runPendingTasks();

        assertThat(sent()).isEqualTo("first");
        assertThat(sent()).isEqualTo("second");
    }

    @Test
    void theGateIsOpenAgainAfterwards() {
        ResponseGate.hold(channel, CompletableFuture.completedStage(null));
        channel.runPendingTasks();

        channel.writeAndFlush("next");

        assertThat(sent()).isEqualTo("next");
    }

    @Test
    void aConnectionIsClosedOnlyAfterItsAnswer() {
        ResponseGate.hold(channel, recorded);
        channel.writeAndFlush("last");
        var first = channel.close();
        var second = channel.close();
        assertThat(channel.isOpen()).isTrue();

        recorded.complete(null);
        channel.runPendingTasks();

        assertThat(sent()).isEqualTo("last");
        assertThat(channel.isOpen()).isFalse();
        assertThat(first.isDone()).isTrue();
        assertThat(second.isDone()).isTrue();
    }

    @Test
    void whatCannotBeRecordedIsNotAnswered() {
        var answer = Unpooled.copiedBuffer(new byte[] {1});
        ResponseGate.hold(channel, recorded);
        var written = channel.writeAndFlush(answer);

        recorded.completeExceptionally(new IllegalStateException("on purpose"));
        channel.runPendingTasks();

        assertThat(sent()).isNull();
        assertThat(channel.isOpen()).isFalse();
        assertThat(written.isSuccess()).isFalse();
        assertThat(answer.refCnt()).isZero();
    }

    @Test
    void whatIsHeldForAClientThatLeavesIsReleased() {
        var answer = Unpooled.copiedBuffer(new byte[] {1});
        ResponseGate.hold(channel, recorded);
        channel.writeAndFlush(answer);

        channel.pipeline().firstContext().close();
        channel.runPendingTasks();
        assertThat(answer.refCnt()).isZero();

        // The pipeline of a connection that has gone is empty; this must not fail, on whatever thread it comes.
        var settled = recorded.thenApply(done -> channel.isOpen());
        recorded.complete(null);
        channel.runPendingTasks();
        channel.checkException();
        assertThat(settled).isCompletedWithValue(false);
    }

    private Object sent() {
        return channel.readOutbound();
    }
}
