package dev.latchkey.user;

import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemType;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.WorkerExecutor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** Hashes and checks passwords on threads of its own, a few at once: what is beyond that is a 503. */
@ApplicationScoped
class Passwords {

    static final int MIN_LENGTH = 12;
    static final int MAX_LENGTH = 200;

    /** Checked where there is no hash, so that this takes as long; it is of no password that is known. */
    private static final PasswordHash OF_NOBODY = PasswordHash.parse(
            "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5J3MgcGFzc3dvcmQ$YD9sPFbTGE8WrwpOGHBBVRFXbfcrwyHVYqKVVbRxqqc");

    private final SecureRandom random = new SecureRandom();
    private final WorkerExecutor workers;
    private final int most;
    private final AtomicInteger pending = new AtomicInteger();

    Passwords(UserConfig config, Vertx vertx) {
        workers = vertx.createSharedWorkerExecutor("latchkey-passwords", config.maxHashes());
        most = config.maxHashes() + config.maxWaitingHashes();
    }

    /** What a password must be, if it is not. */
    static Optional<String> error(String password, Email email) {
        int length = password.codePointCount(0, password.length());
        if (length < MIN_LENGTH || length > MAX_LENGTH) {
            return Optional.of("must be " + MIN_LENGTH + " to " + MAX_LENGTH + " characters");
        }
        if (password.chars().distinct().count() < 4 || email.text().equalsIgnoreCase(password)) {
            return Optional.of("is too easy to guess");
        }
        return Optional.empty();
    }

    /** The hash of a password, as it is stored. */
    Uni<String> hash(String password) {
        return work(() -> PasswordHash.of(password, random).text());
    }

    /** Whether a password is the one of a stored hash; never when there is none, which takes as long to say. */
    Uni<Boolean> matches(Optional<String> hash, String password) {
        return work(() -> {
            boolean same = hash.map(PasswordHash::parse).orElse(OF_NOBODY).matches(password);
            return same && hash.isPresent();
        });
    }

    private <T> Uni<T> work(Callable<T> task) {
        return Uni.createFrom().deferred(() -> {
            if (pending.incrementAndGet() > most) {
                pending.decrementAndGet();
                throw Problem.of(ProblemType.UNAVAILABLE, "Too many people log in at this moment. Try again.")
                        .withHeader("Retry-After", "2")
                        .asException();
            }
            return workers.executeBlocking(task, false).onTermination().invoke(pending::decrementAndGet);
        });
    }

    void start(@Observes StartupEvent started, MeterRegistry metrics) {
        Gauge.builder("latchkey.passwords.pending", pending, AtomicInteger::get)
                .description("Passwords that are being hashed or wait for it")
                .register(metrics);
    }

    void stop(@Observes ShutdownEvent stopping) {
        workers.closeAndForget();
    }
}
