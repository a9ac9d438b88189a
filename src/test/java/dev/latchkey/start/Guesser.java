package dev.latchkey.start;

import static org.awaitility.Awaitility.await;

import dev.latchkey.key.TestTokens;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Somebody hostile: tries keys that do not exist, each another one, so many per second, from so many addresses. */
final class Guesser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CONNECTIONS = 32;
    /** Connections that answer no faster are given nothing more for the moment. */
    private static final int MOST_UNANSWERED = 4_096;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient(new HttpClientOptions()
            .setMaxPoolSize(CONNECTIONS)
            .setPipelining(true)
            .setPipeliningLimit(MOST_UNANSWERED / CONNECTIONS));
    private final TestTokens tokens = new TestTokens();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final Map<Integer, LongAdder> answers = new ConcurrentHashMap<>();
    private volatile boolean running = true;

    /** Comes from 10.0.0.0 and the addresses after it, as its gateway says. */
    Guesser(int port, int perSecond, int addresses) {
        long began = System.nanoTime();
        long[] made = {0};
        vertx.setPeriodic(1, tick -> {
            long due = (System.nanoTime() - began) * perSecond / 1_000_000_000L;
            while (running && made[0] < due && unanswered.get() < MOST_UNANSWERED) {
                guess(port, (int) (made[0]++ % addresses));
            }
        });
    }

    private void guess(int port, int address) {
        unanswered.incrementAndGet();
        client.request(HttpMethod.GET, port, "127.0.0.1", "/v1/verify")
                .compose(request -> request.putHeader("x-api-key", tokens.next())
                        .putHeader("X-Forwarded-For", "10.0." + address / 256 + "." + address % 256)
                        .send())
                .onSuccess(response -> answers.computeIfAbsent(response.statusCode(), code -> new LongAdder())
                        .increment())
                .onComplete(done -> unanswered.decrementAndGet());
    }

    /** How many answers there were with a status so far. */
    long answers(int status) {
        return answers.getOrDefault(status, new LongAdder()).sum();
    }

    long answers() {
        return answers.values().stream().mapToLong(LongAdder::sum).sum();
    }

    void finish() {
        running = false;
        await().atMost(PATIENCE).until(() -> unanswered.get() == 0);
    }

    @Override
    public void close() {
        running = false;
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
