package dev.latchkey.leak.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class FetchedKeysTest {

    private static final SigningKey KEY = SigningKey.parse(TestSigner.FIRST.publicKey());
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Duration MAX_AGE = Duration.ofHours(24);

    private final AtomicLong nanos = new AtomicLong(-5);
    private int fetches;
    private Supplier<Uni<Map<String, SigningKey>>> server =
            () -> Uni.createFrom().item(Map.of("old", KEY));

    private final FetchedKeys keys = new FetchedKeys(
            () -> {
                fetches++;
                return server.get();
            },
            PAUSE,
            MAX_AGE,
            nanos::get);

    @Test
    void aKeyIsFetchedOnceAndKept() {
        assertThat(find("old")).contains(KEY);
        pass(PAUSE.multipliedBy(10));
        assertThat(find("old")).contains(KEY);

        assertThat(fetches).isEqualTo(1);
    }

    @Test
    void madeUpIdentifiersFetchOnceInAWhile() {
        for (int i = 0; i < 100; i++) {
            assertThat(find("made up " + i)).isEmpty();
        }
        assertThat(fetches).isEqualTo(1);

        pass(PAUSE);
        for (int i = 0; i < 100; i++) {
            assertThat(find("made up " + i)).isEmpty();
        }
        assertThat(fetches).isEqualTo(2);
    }

    @Test
    void aNewKeyIsFoundOnceItMayBeFetchedAndAnOldOneIsForgotten() {
        assertThat(find("old")).contains(KEY);
        server = () -> Uni.createFrom().item(Map.of("new", KEY));
        pass(PAUSE);

        assertThat(find("new")).contains(KEY);
        assertThat(find("old")).isEmpty();
    }

    @Test
    void withoutAnAnswerNothingIsKnownAndNobodyIsAskedAgainAtOnce() {
        server = () -> Uni.createFrom().failure(new IOException("down"));
        for (int i = 0; i < 100; i++) {
            cannotFind("old");
        }
        assertThat(fetches).isEqualTo(1);

        server = () -> Uni.createFrom().item(Map.of("old", KEY));
        pass(PAUSE);
        assertThat(find("old")).contains(KEY);
    }

    @Test
    void anOutageStopsOnlyKeysThatWereNotKnown() {
        assertThat(find("old")).contains(KEY);
        server = () -> Uni.createFrom().failure(new IOException("down"));
        pass(PAUSE);

        cannotFind("new");
        cannotFind("new");
        assertThat(find("old")).contains(KEY);
        assertThat(fetches).isEqualTo(2);
    }

    @Test
    void keysThatAreTooOldAreTrustedNoMore() {
        assertThat(find("old")).contains(KEY);
        server = () -> Uni.createFrom().failure(new IOException("down"));
        pass(MAX_AGE.minusNanos(1));
        assertThat(find("old")).contains(KEY);

        pass(Duration.ofNanos(1));
        cannotFind("old");
    }

    @Test
    void allWhoWaitShareOneFetchAndNoneStopsTheOthers() {
        var answer = new CompletableFuture<Map<String, SigningKey>>();
        server = () -> Uni.createFrom().completionStage(answer);
        var one = keys.find("old").subscribe().withSubscriber(UniAssertSubscriber.create());
        var two = keys.find("old").subscribe().withSubscriber(UniAssertSubscriber.create());
        var three = keys.find("unknown").subscribe().withSubscriber(UniAssertSubscriber.create());

        one.cancel();
        answer.complete(Map.of("old", KEY));

        assertThat(two.awaitItem().getItem()).contains(KEY);
        assertThat(three.awaitItem().getItem()).isEmpty();
        assertThat(fetches).isEqualTo(1);
    }

    @Test
    void aFetchThatCannotEvenBeginIsAFailure() {
        server = () -> {
            throw new IllegalStateException("no client");
        };
        cannotFind("old");
        cannotFind("old");
    }

    private Optional<SigningKey> find(String id) {
        return keys.find(id).await().atMost(Duration.ofSeconds(1));
    }

    private void cannotFind(String id) {
        assertThatThrownBy(() -> find(id)).isInstanceOf(FetchedKeys.Unavailable.class);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
