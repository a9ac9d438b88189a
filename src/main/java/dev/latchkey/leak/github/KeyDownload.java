package dev.latchkey.leak.github;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/** Downloads the public keys that are published. Follows no redirect. */
final class KeyDownload {

    private static final Logger LOG = Logger.getLogger(KeyDownload.class);
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int OK = 200;

    private final HttpClient client;
    private final RequestOptions request;
    private final Duration timeout;
    private final long maxSize;

    /**
     * A download from one place.
     *
     * @throws IllegalArgumentException when the keys could be exchanged on their way
     */
    KeyDownload(Vertx vertx, URI url, Duration timeout, long maxSize) {
        if (!"https".equals(url.getScheme())
                && !("http".equals(url.getScheme()) && THIS_MACHINE.contains(String.valueOf(url.getHost())))) {
            throw new IllegalArgumentException("must begin with https://");
        }
        int millis = Math.toIntExact(timeout.toMillis());
        client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(millis));
        request = new RequestOptions()
                .setAbsoluteURI(url.toString())
                .putHeader(HttpHeaders.ACCEPT, "application/json")
                // GitHub refuses who does not say who it is.
                .putHeader(HttpHeaders.USER_AGENT, "latchkey");
        this.timeout = timeout;
        this.maxSize = maxSize;
    }

    /** The keys by their identifiers; fails when they do not come in time, or are none. */
    Uni<Map<String, SigningKey>> keys() {
        return Uni.createFrom()
                .<Buffer>emitter(this::send)
                .ifNoItem()
                .after(timeout)
                .fail()
                .map(KeyDownload::parse);
    }

    private void send(UniEmitter<? super Buffer> emitter) {
        client.request(request).onFailure(emitter::fail).onSuccess(sent -> {
            emitter.onTermination(sent::reset);
            sent.send().onFailure(emitter::fail).onSuccess(answer -> read(answer, emitter));
        });
    }

    private void read(HttpClientResponse answer, UniEmitter<? super Buffer> emitter) {
        var body = Buffer.buffer();
        answer.exceptionHandler(emitter::fail)
                .endHandler(end -> emitter.complete(body))
                .handler(chunk -> {
                    if (body.length() + chunk.length() > maxSize) {
                        emitter.fail(new IOException("the answer has more than " + maxSize + " bytes"));
                    } else {
                        body.appendBuffer(chunk);
                    }
                });
        if (answer.statusCode() != OK) {
            emitter.fail(new IOException("the answer has the status " + answer.statusCode()));
        }
    }

    private static Map<String, SigningKey> parse(Buffer body) {
        var keys = new HashMap<String, SigningKey>();
        var list = new JsonObject(body).getJsonArray("public_keys", new JsonArray());
        for (int i = 0; i < list.size(); i++) {
            var entry = list.getJsonObject(i);
            var id = entry.getString("key_identifier", "");
            try {
                keys.put(id, SigningKey.parse(entry.getString("key", "")));
            } catch (IllegalArgumentException unusable) {
                // There may be others for other uses.
                LOG.warnf("The published key %s %s", id, unusable.getMessage());
            }
        }
        if (keys.isEmpty()) {
            throw new IllegalStateException("the answer has no public key that can be used");
        }
        return keys;
    }
}
