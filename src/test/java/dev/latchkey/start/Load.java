package dev.latchkey.start;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A client that makes requests, each with an id of its own, and remembers which of them were answered. */
final class Load implements AutoCloseable {

    private static final int MAX_CONNECTIONS = 64;
    private static final int TIMEOUT_MILLIS = 30_000;
    private static final List<String> TARGETS = List.of("/v1/verify", "/nothing", "/v1/api-keys?limit=0", "/v1/verify");

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client;
    private final int port;
    private final String token;
    private final String prefix;
    private final AtomicLong made = new AtomicLong();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final AtomicLong refused = new AtomicLong();
    private final Queue<Long> latencies = new ConcurrentLinkedQueue<>();
    private volatile boolean running = true;

    Load(int port, String token, String prefix) {
        this.port = port;
        this.token = token;
        this.prefix = prefix;
        client = vertx.httpClientBuilder()
                .with(new HttpClientOptions().setMaxPoolSize(MAX_CONNECTIONS))
                // That connections break is what these tests are about.
                .withConnectHandler(connection -> connection.exceptionHandler(broken -> {}))
                .build();
    }

    /** So many clients, each of which asks again as soon as it is answered. */
    Load closedLoop(int clients) {
        for (int i = 0; i < clients; i++) {
            ask(true);
        }
        return this;
    }

    /** So many requests per second, whether or not those before were answered. */
    Load openLoop(int perSecond) {
        var began = System.nanoTime();
        vertx.setPeriodic(1, tick -> {
            long due = (System.nanoTime() - began) * perSecond / 1_000_000_000L;
            while (running && made.get() < due) {
                ask(false);
            }
        });
        return this;
    }

    /** Asks no more, and waits for what was asked. */
    void finish() {
        running = false;
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofMillis(2L * TIMEOUT_MILLIS))
                .until(() -> inFlight.get() == 0);
    }

    /**
     * Ids of the requests of which the client has received any part of an answer, unless it was refused for want of room
     * or because its key could not be checked.
     */
    Set<String> answered() {
        return answered;
    }

    /** How many requests there was no room for, or whose key could not be checked. */
    long refused() {
        return refused.get();
    }

    /** Sorted, in microseconds. */
    List<Long> takeLatencies() {
        var taken = new java.util.ArrayList<Long>();
        for (Long next; (next = latencies.poll()) != null; ) {
            taken.add(next);
        }
        taken.sort(null);
        return taken;
    }

    /** Only what cannot be recorded, or cannot be known to come with a key, has no row. */
    private Void refused(String id, String body) {
        if (body.contains("cannot_record") || body.contains("cannot_check")) {
            refused.incrementAndGet();
        } else {
            answered.add(id);
        }
        return null;
    }

    private void ask(boolean again) {
        long number = made.getAndIncrement();
        var id = prefix + "-" + number;
        long began = System.nanoTime();
        inFlight.incrementAndGet();
        client.request(HttpMethod.GET, port, "127.0.0.1", TARGETS.get((int) (number % TARGETS.size())))
                .compose(request -> request.putHeader("x-api-key", token)
                        .putHeader("X-Request-Id", id)
                        .idleTimeout(TIMEOUT_MILLIS)
                        .send())
                .compose(response -> {
                    latencies.add((System.nanoTime() - began) / 1_000);
                    if (response.statusCode() != 503) {
                        answered.add(id);
                        return response.end();
                    }
                    return response.body().map(body -> refused(id, body.toString()));
                })
                .onComplete(result -> {
                    inFlight.decrementAndGet();
                    if (again && running && result.succeeded()) {
                        ask(true);
                    }
                });
    }

    @Override
    public void close() {
        running = false;
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
