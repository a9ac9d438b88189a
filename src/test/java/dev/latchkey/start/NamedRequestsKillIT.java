package dev.latchkey.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Clients make customers by requests that they name, the service is killed at random moments, and they ask again.
 * {@code -Dcycles=100} is the long version.
 */
class NamedRequestsKillIT {

    private static final int CYCLES = Integer.getInteger("cycles", 3);
    private static final int CLIENTS = 16;
    private static final int LONGEST_LIFE_MILLIS = 1_000;

    @RegisterExtension
    static final Databases databases = new Databases();

    private final Random random = new Random(Long.getLong("seed", 1));
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Set<String> unanswered = ConcurrentHashMap.newKeySet();
    private final AtomicInteger named = new AtomicInteger();

    @Test
    void whoAsksAgainMakesNoSecondCustomer() throws Exception {
        var database = databases.create();
        var environment = database.environment();
        environment.put("LATCHKEY_BOOTSTRAP_ORGANIZATION", "Globex");
        String token = null;
        var progress = new Progress("named requests, kill -9", CYCLES);
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            try (var service = Service.start(environment).awaitListening()) {
                token = token == null ? service.tokens().get(0) : token;
                loadUntilKilled(service, token);
            }
            progress.step(answers.size() + " answered, " + unanswered.size() + " not");
        }
        int lost = unanswered.size();
        assertThat(lost)
                .as("requests without an answer, for which this test is")
                .isPositive();
        try (var service = Service.start(environment).awaitListening()) {
            for (var name : Set.copyOf(unanswered)) {
                answers.put(name, post(service, token, name).orElseThrow().body());
            }
            for (var name : answers.keySet().stream().limit(200).toList()) {
                assertThat(post(service, token, name).orElseThrow().body()).isEqualTo(answers.get(name));
            }
        }
        progress.result(Map.of("answered", answers.size(), "asked again", lost));
        assertThat(database.number("select count(*) from customers")).isEqualTo(answers.size());
        assertThat(database.texts("select name from customers")).isEqualTo(answers.keySet());
    }

    private void loadUntilKilled(Service service, String token) throws InterruptedException {
        var threads = Executors.newFixedThreadPool(CLIENTS);
        Stream.generate(() -> (Runnable) () -> postUntilItBreaks(service, token))
                .limit(CLIENTS)
                .forEach(threads::execute);
        int before = answers.size();
        org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> answers.size() > before);
        // Not a wait for anything: the moment of death is what varies.
        LockSupport.parkNanos(random.nextInt(LONGEST_LIFE_MILLIS) * 1_000_000L);
        service.close();
        threads.shutdown();
        assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }

    private void postUntilItBreaks(Service service, String token) {
        Optional<HttpResponse<String>> answer;
        do {
            var name = "request-" + named.incrementAndGet();
            unanswered.add(name);
            answer = post(service, token, name).filter(response -> response.statusCode() == 201);
            answer.ifPresent(response -> {
                answers.put(name, response.body());
                unanswered.remove(name);
            });
        } while (answer.isPresent());
    }

    private Optional<HttpResponse<String>> post(Service service, String token, String name) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + service.port() + "/v1/customers"))
                .header("x-api-key", token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", name)
                .POST(BodyPublishers.ofString("{\"name\": \"" + name + "\"}"))
                .build();
        try {
            return Optional.of(client.send(request, BodyHandlers.ofString()));
        } catch (IOException killed) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
