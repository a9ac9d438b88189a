package dev.latchkey.start;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between the service and Postgres and cuts the connection when a test says so. */
final class FaultProxy implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final Set<NetSocket> connections = ConcurrentHashMap.newKeySet();
    private final NetServer server;
    private volatile boolean cut;

    FaultProxy(int target) {
        server = vertx.createNetServer().connectHandler(client -> connect(client, target));
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
    }

    int port() {
        return server.actualPort();
    }

    /** Ends all connections and accepts no new ones. */
    void cut() {
        cut = true;
        connections.forEach(NetSocket::close);
    }

    void restore() {
        cut = false;
    }

    private void connect(NetSocket client, int target) {
        if (cut) {
            client.close();
            return;
        }
        client.pause();
        vertx.createNetClient().connect(target, "127.0.0.1").onSuccess(server -> {
            connections.add(client);
            connections.add(server);
            client.pipeTo(server);
            server.pipeTo(client);
            client.closeHandler(closed -> connections.remove(client));
            server.closeHandler(closed -> connections.remove(server));
        });
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
