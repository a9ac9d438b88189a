package dev.latchkey.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.start.Databases.Database;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The service is killed under load, at random moments, again and again. {@code -Dcycles=1000} is the long version. */
class KillIT {

    private static final int CYCLES = Integer.getInteger("cycles", 5);
    private static final int CLIENTS = 32;
    private static final int LONGEST_LIFE_MILLIS = 1_500;

    @RegisterExtension
    static final Databases databases = new Databases();

    private final Random random = new Random(Long.getLong("seed", 1));

    @ParameterizedTest
    @ValueSource(strings = {"spool", "spool-fsync", "sync"})
    void whatWasAnsweredIsInTheLogOnce(String durability) throws Exception {
        var outcome = run(durability, CYCLES);

        assertThat(outcome.lost()).isZero();
        assertThat(outcome.duplicated()).isZero();
    }

    /** Without this one, the others would prove nothing. */
    @Test
    void inMemoryAnswersAreLost() throws Exception {
        assertThat(run("memory", Math.min(CYCLES, 3)).lost()).isPositive();
    }

    private record Outcome(int answered, int lost, long duplicated) {}

    private Outcome run(String durability, int cycles) throws Exception {
        var database = databases.create();
        var environment = database.environment();
        environment.put("LATCHKEY_BOOTSTRAP_ORGANIZATION", "Globex");
        environment.put("LATCHKEY_USAGE_LOG_DURABILITY", durability);
        var progress = new Progress("kill -9, " + durability, cycles);
        var answered = new HashSet<String>();
        var archive = Path.of("target", "kill-" + durability + ".jsa").toAbsolutePath();
        var token = prepare(environment, archive);
        environment.put("LATCHKEY_MIGRATE_AT_START", "false");
        for (int cycle = 0; cycle < cycles; cycle++) {
            var options = List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:disable", "-XX:TieredStopAtLevel=1");
            try (var service =
                    Service.start(environment, Service.freePort(), options).awaitListening()) {
                answered.addAll(loadUntilKilled(service, token, "c" + cycle));
            }
            progress.step(answered.size() + " answered");
        }
        var outcome = books(database, environment, answered);
        progress.result(
                Map.of("answered", outcome.answered(), "lost", outcome.lost(), "duplicated", outcome.duplicated()));
        return outcome;
    }

    /** Makes the first key, and an archive of classes with which the service starts in a fraction of the time. */
    private static String prepare(Map<String, String> environment, Path archive) throws Exception {
        var options = List.of("-XX:ArchiveClassesAtExit=" + archive, "-Xlog:disable", "-Xshare:auto");
        try (var service =
                Service.start(environment, Service.freePort(), options).awaitListening()) {
            var token = service.tokens().get(0);
            service.get("/v1/verify", token);
            service.terminate();
            service.awaitExit();
            return token;
        }
    }

    private Set<String> loadUntilKilled(Service service, String token, String prefix) {
        try (var load = new Load(service.port(), token, prefix).closedLoop(CLIENTS)) {
            org.awaitility.Awaitility.await().until(() -> !load.answered().isEmpty());
            // Not a wait for anything: the moment of death is what varies.
            LockSupport.parkNanos(random.nextInt(LONGEST_LIFE_MILLIS) * 1_000_000L);
            service.close();
            return load.answered();
        }
    }

    private static Outcome books(Database database, Map<String, String> environment, Set<String> answered)
            throws Exception {
        try (var service = Service.start(environment).awaitListening()) {
            var books = new Books(database);
            books.awaitWritten(service);
            books.balance(service);
            return new Outcome(answered.size(), books.lost(answered).size(), books.duplicates());
        }
    }
}
