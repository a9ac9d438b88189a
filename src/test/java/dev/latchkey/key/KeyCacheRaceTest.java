package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Waiting;
import dev.latchkey.key.feed.FakeFeed;
import dev.latchkey.organization.Environment;
import dev.latchkey.restriction.Restrictions;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Keys are looked up while they are revoked: what was read before must not be believed after. */
class KeyCacheRaceTest {

    private static final int RACES = 10_000;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final FakeFeed fake = new FakeFeed();
    private volatile boolean revoked;
    private final KeyCache cache =
            new KeyCache(this::lookUp, new Settings(), fake::now, fake::nanos, fake.freshness(), fake.feed()::renew);

    private record Settings() implements KeyConfig.Cache {
        @Override
        public long maxSize() {
            return 100;
        }

        @Override
        public Duration outageGrace() {
            return FakeFeed.GRACE;
        }

        @Override
        public long maxUnknown() {
            return 10;
        }

        @Override
        public Duration unknownFor() {
            return Duration.ofSeconds(1);
        }

        @Override
        public int maxLoads() {
            return 10;
        }

        @Override
        public Duration loadTimeout() {
            return Duration.ofMinutes(1);
        }
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void aLookUpThatBeganBeforeARevocationNeverBringsTheKeyBack() throws Exception {
        fake.join(0);
        int read = 0;
        for (int race = 0; race < RACES; race++) {
            var digest = new Digest(race, 1, 1, 1);
            revoked = false;
            var start = new CyclicBarrier(3);

            var first = after(start, () -> verdict(digest));
            var second = after(start, () -> verdict(digest));
            var change = after(start, () -> {
                revoked = true;
                cache.invalidate(List.of(digest));
                return null;
            });
            change.get(Waiting.PATIENCE.toSeconds(), TimeUnit.SECONDS);

            // Whoever asks from here on, even of a look-up that is still under way.
            assertThat(verdict(digest)).isInstanceOf(Verdict.Refused.class);
            read += first.get() instanceof Verdict.Granted ? 1 : 0;
            read += second.get() instanceof Verdict.Granted ? 1 : 0;
            assertThat(cache.cached(digest)).get().isInstanceOf(Verdict.Refused.class);
        }
        // Or nothing was ever at stake.
        assertThat(read).isPositive();
    }

    private Verdict verdict(Digest digest) {
        return cache.cached(digest).orElseGet(() -> cache.load(digest).await().atMost(Waiting.PATIENCE));
    }

    private CompletableFuture<Verdict> after(CyclicBarrier start, java.util.function.Supplier<Verdict> action) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        start.await(Waiting.PATIENCE.toSeconds(), TimeUnit.SECONDS);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                    return action.get();
                },
                threads);
    }

    /** Reads first and answers later, from another thread. */
    private Uni<Optional<Grant>> lookUp(Digest digest) {
        return Uni.createFrom().emitter(emitter -> {
            var found = grant(revoked);
            threads.execute(() -> emitter.complete(Optional.of(found)));
        });
    }

    private Grant grant(boolean isRevoked) {
        return new Grant(
                new UUID(0, 1),
                "Acme",
                new UUID(0, 2),
                "Key",
                KeyType.SECRET,
                Environment.TEST,
                new UUID(0, 3),
                "hint",
                Optional.empty(),
                Optional.empty(),
                isRevoked ? Optional.of(fake.now()) : Optional.empty(),
                false,
                Restrictions.NONE);
    }
}
