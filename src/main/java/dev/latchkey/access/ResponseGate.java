package dev.latchkey.access;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.PendingWriteQueue;
import io.netty.util.concurrent.PromiseNotifier;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CompletionStage;

/**
 * Keeps every byte of a connection back until what it answers is recorded. It stands next to the socket, so that it
 * need not know what the bytes are: responses of any kind, pipelined, HTTP/2 or encrypted.
 */
@SuppressWarnings("FutureReturnValueIgnored") // The outcome of a write is told to its promise.
final class ResponseGate extends ChannelDuplexHandler {

    private static final String NAME = "latchkey-response-gate";

    // All of it belongs to the connection's event loop.
    private PendingWriteQueue held;
    private ChannelPromise closing;
    private int awaited;

    private ResponseGate() {}

    /** Nothing more leaves the connection until the stage completes; if it fails, the connection is closed. */
    static void hold(HttpServerRequest request, CompletionStage<Void> recorded) {
        hold(((ConnectionBase) request.connection()).channel(), recorded);
    }

    static void hold(Channel channel, CompletionStage<Void> recorded) {
        // A worker's answer comes to the event loop after this.
        onEventLoop(channel, () -> of(channel).await(channel, recorded));
    }

    private static ResponseGate of(Channel channel) {
        if (channel.pipeline().get(NAME) instanceof ResponseGate gate) {
            return gate;
        }
        var gate = new ResponseGate();
        channel.pipeline().addFirst(NAME, gate);
        return gate;
    }

    private static void onEventLoop(Channel channel, Runnable task) {
        if (channel.eventLoop().inEventLoop()) {
            task.run();
        } else {
            channel.eventLoop().execute(task);
        }
    }

    private void await(Channel channel, CompletionStage<Void> recorded) {
        awaited++;
        recorded.whenComplete((done, failure) -> onEventLoop(channel, () -> settled(channel, failure)));
    }

    private void settled(Channel channel, Throwable failure) {
        var context = channel.pipeline().context(this);
        if (context == null) {
            // The client is gone, and what was held for it is released.
            return;
        }
        if (failure != null) {
            // Still awaited, so that what is written from now on is not sent either.
            context.close();
        } else if (--awaited == 0) {
            open(context);
        }
    }

    private void open(ChannelHandlerContext context) {
        held.removeAndWriteAll();
        context.flush();
        if (closing != null) {
            context.close(closing);
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        held = new PendingWriteQueue(context);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (awaited == 0 || !context.channel().isActive()) {
            context.write(message, promise);
        } else {
            held.add(message, promise);
        }
    }

    @Override
    public void flush(ChannelHandlerContext context) {
        if (awaited == 0) {
            context.flush();
        }
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (awaited == 0) {
            context.close(promise);
        } else {
            if (closing == null) {
                closing = promise;
            } else {
                PromiseNotifier.cascade(closing, promise);
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        held.removeAndFailAll(new ClosedChannelException());
        if (closing != null) {
            context.close(closing);
        }
        super.channelInactive(context);
    }
}
