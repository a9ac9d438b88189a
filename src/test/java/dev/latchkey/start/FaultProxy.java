package dev.latchkey.start;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between the service and Postgres and makes the connection as bad as a test says. */
final class FaultProxy implements AutoCloseable {

    /** How bytes get through. */
    enum Weather {
        FINE,
        /** Connections end and none is accepted. */
        CUT,
        /** What Postgres says arrives later. */
        LATE,
        /** What Postgres says arrives one byte per second. */
        TRICKLE,
        /** What Postgres says does not arrive any more, and nobody is told. */
        MUTE,
        /** Nothing arrives any more, in either direction, and nobody is told. */
        SILENT
    }

    private static final long LATE_MILLIS = Duration.ofSeconds(2).toMillis();
    private static final long TRICKLE_MILLIS = Duration.ofSeconds(1).toMillis();

    private final Vertx vertx = Vertx.vertx();
    private final Set<NetSocket> connections = ConcurrentHashMap.newKeySet();
    private final Set<NetSocket> dead = ConcurrentHashMap.newKeySet();
    private final NetServer server;
    private volatile int target;
    private volatile Weather weather = Weather.FINE;

    FaultProxy(int target) {
        this.target = target;
        server = vertx.createNetServer().connectHandler(this::connect);
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
    }

    int port() {
        return server.actualPort();
    }

    /** Ends all connections and accepts no new ones. */
    void cut() {
        become(Weather.CUT);
    }

    void restore() {
        become(Weather.FINE);
    }

    /** From now on Postgres is on this port. */
    void restoreTo(int port) {
        target = port;
        restore();
    }

    /** Connections that were made in worse weather do not get better: they end. */
    void become(Weather next) {
        weather = next;
        if (next == Weather.CUT || next == Weather.FINE) {
            connections.forEach(NetSocket::close);
        }
    }

    /** On the connections that are there now nothing arrives any more, and nobody is told; new ones are fine. */
    void silenceThoseThere() {
        dead.addAll(connections);
    }

    private void connect(NetSocket client) {
        if (weather == Weather.CUT) {
            client.close();
            return;
        }
        client.pause();
        vertx.createNetClient()
                .connect(target, "127.0.0.1")
                .onFailure(refused -> client.close())
                .onSuccess(postgres -> {
                    connections.add(client);
                    connections.add(postgres);
                    client.closeHandler(closed -> end(client, postgres));
                    postgres.closeHandler(closed -> end(postgres, client));
                    client.handler(bytes -> toPostgres(postgres, bytes));
                    var trickle = new Trickle(client);
                    postgres.handler(bytes -> toClient(client, trickle, bytes));
                    client.resume();
                });
    }

    private void end(NetSocket closed, NetSocket other) {
        connections.remove(closed);
        other.close();
    }

    private void toPostgres(NetSocket postgres, Buffer bytes) {
        if (weather != Weather.SILENT && !dead.contains(postgres)) {
            postgres.write(bytes);
        }
    }

    /** The bytes of one connection, one after another. */
    private final class Trickle {

        private final NetSocket client;
        private Buffer waiting = Buffer.buffer();

        Trickle(NetSocket client) {
            this.client = client;
        }

        void add(Buffer bytes) {
            boolean idle = waiting.length() == 0;
            waiting.appendBuffer(bytes);
            if (idle) {
                vertx.setTimer(TRICKLE_MILLIS, tick -> next());
            }
        }

        private void next() {
            client.write(waiting.getBuffer(0, 1));
            waiting = waiting.getBuffer(1, waiting.length());
            if (waiting.length() > 0) {
                vertx.setTimer(TRICKLE_MILLIS, tick -> next());
            }
        }
    }

    private void toClient(NetSocket client, Trickle trickle, Buffer bytes) {
        if (dead.contains(client)) {
            return;
        }
        switch (weather) {
            case FINE, CUT -> client.write(bytes);
            case LATE -> vertx.setTimer(LATE_MILLIS, late -> client.write(bytes));
            case TRICKLE -> trickle.add(bytes);
            case MUTE, SILENT -> {}
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
