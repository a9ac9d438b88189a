package dev.latchkey.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Waiting;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasswordsTest {

    private static final int AT_ONCE = 1;
    private static final int WAITING = 2;
    private static final Email EMAIL = new Email("somebody@example.com");

    private final Vertx vertx = Vertx.vertx();
    private final Passwords passwords = new Passwords(new Settings(AT_ONCE, WAITING), vertx);

    private record Settings(int maxHashes, int maxWaitingHashes) implements UserConfig {

        @Override
        public Duration sessionIdle() {
            return Duration.ofHours(1);
        }

        @Override
        public Duration sessionLongest() {
            return Duration.ofHours(1);
        }

        @Override
        public Duration confirmedFor() {
            return Duration.ofHours(1);
        }

        @Override
        public int maxSessions() {
            return 1;
        }

        @Override
        public Duration invitationLifetime() {
            return Duration.ofHours(1);
        }

        @Override
        public Duration ownerLinkLifetime() {
            return Duration.ofHours(1);
        }

        @Override
        public int maxInvitations() {
            return 1;
        }

        @Override
        public int maxRemembered() {
            return 1;
        }
    }

    @AfterEach
    void close() {
        vertx.closeAndAwait();
    }

    @Test
    void aPasswordMatchesItsHashAndNothingMatchesNone() {
        var hash = await(passwords.hash("correct horse battery"));

        assertThat(await(passwords.matches(Optional.of(hash), "correct horse battery")))
                .isTrue();
        assertThat(await(passwords.matches(Optional.of(hash), "correct horse batterz")))
                .isFalse();
        assertThat(await(passwords.matches(Optional.empty(), "correct horse battery")))
                .isFalse();
    }

    @Test
    void whatIsBeyondTheBoundIsRefusedAndAllElseIsDone() {
        var hashes = Collections.synchronizedList(new ArrayList<String>());
        var refusals = Collections.synchronizedList(new ArrayList<Throwable>());
        for (int i = 0; i < 10; i++) {
            passwords.hash("a").subscribe().with(hashes::add, refusals::add);
        }

        Awaitility.await().atMost(Waiting.PATIENCE).until(() -> hashes.size() + refusals.size() == 10);
        // One may have been done before the last was asked for.
        assertThat(hashes).hasSizeGreaterThanOrEqualTo(AT_ONCE + WAITING);
        assertThat(refusals)
                .isNotEmpty()
                .allSatisfy(refusal -> assertThat(
                                ((ProblemException) refusal).problem().type())
                        .isEqualTo(ProblemType.UNAVAILABLE));
        assertThat(await(passwords.hash("a"))).isNotEmpty();
    }

    @Test
    void aPasswordIsLongAndNotTooSimple() {
        assertThat(Passwords.error("elevenchars", EMAIL)).isPresent();
        assertThat(Passwords.error("x".repeat(201), EMAIL)).isPresent();
        assertThat(Passwords.error("aaaaaaaaaaaaaaa", EMAIL)).isPresent();
        assertThat(Passwords.error("Somebody@example.com", EMAIL)).isPresent();
        assertThat(Passwords.error("twelve chars", EMAIL)).isEmpty();
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Waiting.PATIENCE);
    }
}
