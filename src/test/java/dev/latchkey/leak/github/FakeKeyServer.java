package dev.latchkey.leak.github;

import dev.latchkey.Waiting;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Publishes public keys as GitHub does, or fails to. */
final class FakeKeyServer implements AutoCloseable {

    /** What becomes of a request. */
    enum Fault {
        NONE,
        STATUS_500,
        REDIRECT,
        NEVER_ANSWERS,
        STOPS_HALFWAY,
        ENDLESS,
        CLOSES
    }

    private final Vertx vertx = Vertx.vertx();
    private final int port;
    private volatile String body;
    private volatile Fault fault = Fault.NONE;
    private volatile String userAgent;
    private volatile int asked;

    private FakeKeyServer(String body) throws Exception {
        this.body = body;
        port = vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .get(Waiting.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .actualPort();
    }

    static FakeKeyServer start(Map<String, String> keys) throws Exception {
        return new FakeKeyServer(list(keys));
    }

    /** As GitHub's answer is. */
    static String list(Map<String, String> keys) {
        var list = new JsonArray();
        keys.forEach((id, key) -> list.add(
                new JsonObject().put("key_identifier", id).put("key", key).put("is_current", true)));
        return new JsonObject().put("public_keys", list).encode();
    }

    URI url() {
        return URI.create("http://localhost:" + port + "/keys");
    }

    void publish(String text) {
        body = text;
    }

    void fail(Fault how) {
        fault = how;
    }

    int asked() {
        return asked;
    }

    String userAgent() {
        return userAgent;
    }

    /** A test in another class loader says by PUT what is published, and by DELETE that nothing is. */
    private void answer(HttpServerRequest request) {
        switch (request.method().name()) {
            case "PUT" ->
                request.body().onSuccess(sent -> {
                    fault = Fault.NONE;
                    body = sent.toString();
                    request.response().end();
                });
            case "DELETE" -> {
                fault = Fault.STATUS_500;
                request.response().end();
            }
            default -> {
                asked++;
                userAgent = request.getHeader("User-Agent");
                publish(request);
            }
        }
    }

    private void publish(HttpServerRequest request) {
        var response = request.response();
        switch (fault) {
            case NONE -> response.end(body);
            case STATUS_500 -> response.setStatusCode(500).end(body);
            case REDIRECT ->
                response.setStatusCode(302).putHeader("Location", "/keys").end();
            case NEVER_ANSWERS -> {}
            case STOPS_HALFWAY -> response.setChunked(true).write(body.substring(0, body.length() / 2));
            case ENDLESS ->
                response.setChunked(true)
                        .drainHandler(more -> response.write(body))
                        .write(body.repeat(1000));
            case CLOSES -> request.connection().close();
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
