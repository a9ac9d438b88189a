package dev.latchkey.key.feed;

import static dev.latchkey.key.feed.FakeFeed.GRACE;
import static dev.latchkey.key.feed.FakeFeed.change;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.key.feed.Freshness.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeyFeedTest {

    private static final Duration MORE_THAN_FRESH = FakeFeed.FRESH.plusMillis(1);

    private final FakeFeed fake = new FakeFeed();
    private final KeyFeed feed = fake.feed();
    private final List<Integer> forgotten = new ArrayList<>();
    private final List<Set<UUID>> forgottenOrganizations = new ArrayList<>();
    private int forgottenAll;

    KeyFeedTest() {
        feed.tell(new KeyFeed.Listener() {
            @Override
            public void forget(List<byte[]> digests) {
                digests.forEach(digest -> forgotten.add((int) digest[31]));
            }

            @Override
            public void forgetOrganizations(Set<UUID> organizations) {
                forgottenOrganizations.add(organizations);
            }

            @Override
            public void forgetAll() {
                forgottenAll++;
            }
        });
    }

    @Test
    void itProvesNothingBeforeItIsRegisteredAndHasAskedAgain() {
        feed.ask();
        assertThat(state()).isEqualTo(State.DOUBTFUL);
        fake.answer(7);
        assertThat(state()).isEqualTo(State.DOUBTFUL);

        fake.answer(7);

        assertThat(state()).isEqualTo(State.PROVEN);
        assertThat(fake.confirmed()).containsExactly(Optional.empty(), Optional.of(7L));
        assertThat(fake.isAsking()).isFalse();
    }

    @Test
    void aChangeIsForgottenAndThenConfirmed() {
        fake.join(7);
        feed.ask();

        fake.answer(9, change(8, 1), change(9, 2));

        assertThat(forgotten).containsExactly(1, 2);
        assertThat(fake.isAsking()).isTrue();
        assertThat(fake.confirmed()).endsWith(Optional.of(9L));
    }

    @Test
    void whatANotificationNamesIsForgottenBeforeTheAnswer() {
        fake.join(7);

        feed.heard(List.of(FakeFeed.digest(1)));

        assertThat(forgotten).containsExactly(1);
        assertThat(fake.confirmed()).endsWith(Optional.of(7L));
        fake.answer(8, change(8, 1));
        assertThat(fake.confirmed()).endsWith(Optional.of(8L));
    }

    @Test
    void whileItAsksItForgetsWhatANotificationNamesAndAsksOnceMore() {
        fake.join(7);
        feed.ask();

        feed.heard(List.of(FakeFeed.digest(2)));

        assertThat(forgotten).containsExactly(2);
        fake.answer(7);
        assertThat(fake.isAsking()).isTrue();
    }

    @Test
    void anOrganizationIsForgottenOnceHoweverOftenItWasChanged() {
        var acme = new UUID(0, 1);
        var globex = new UUID(0, 2);
        fake.join(7);
        feed.ask();

        fake.answer(10, change(8, acme), change(9, globex), change(10, acme));

        assertThat(forgottenOrganizations).containsExactly(Set.of(acme, globex));
        assertThat(fake.confirmed()).endsWith(Optional.of(10L));
    }

    @Test
    void whatIsNotAllThereIsProvesNothing() {
        fake.join(7);
        feed.ask();
        fake.pass(MORE_THAN_FRESH);

        fake.answer(20, change(8, 1));
        assertThat(state()).isEqualTo(State.DOUBTFUL);
        fake.answer(9, change(9, 2));

        assertThat(state()).isEqualTo(State.PROVEN);
    }

    @Test
    void aNotificationWhileItAsksMakesItAskOnceMore() {
        fake.join(7);
        feed.ask();
        feed.ask();
        feed.ask();

        fake.answer(7);
        assertThat(fake.isAsking()).isTrue();
        fake.answer(7);

        assertThat(fake.isAsking()).isFalse();
    }

    @Test
    void missedOrUndoneChangesHaveEverythingForgotten() {
        fake.join(7);
        int joined = forgottenAll;

        feed.ask();
        fake.answer(12, change(10, 1), change(12, 1));
        assertThat(forgottenAll).isEqualTo(joined + 1);
        fake.answer(3);

        assertThat(forgottenAll).isEqualTo(joined + 2);
        assertThat(fake.confirmed()).endsWith(Optional.of(3L));
    }

    @Test
    void aProofIsAsOldAsItsQuestion() {
        fake.join(7);
        feed.ask();

        fake.pass(MORE_THAN_FRESH);
        fake.answer(7);

        assertThat(state()).isEqualTo(State.DOUBTFUL);
    }

    @Test
    void oneLostConnectionIsNoOutage() {
        fake.join(7);
        feed.ask();
        fake.pass(MORE_THAN_FRESH);

        fake.failOnce();
        assertThat(state()).isEqualTo(State.DOUBTFUL);
        fake.answer(7);

        assertThat(state()).isEqualTo(State.PROVEN);
    }

    @Test
    void answersThatAreTooSlowToBeFreshAreGoodForTheGrace() {
        fake.join(7);
        feed.ask();
        fake.fail();
        feed.ask();
        fake.pass(MORE_THAN_FRESH);

        fake.answer(7);
        assertThat(state()).isEqualTo(State.GRACE);
        fake.pass(GRACE.minus(MORE_THAN_FRESH));

        assertThat(state()).isEqualTo(State.GRACE);
    }

    @Test
    void inAnOutageWhatIsCachedGoesOnForTheGraceAndNoLonger() {
        fake.join(7);
        feed.ask();
        fake.fail();
        assertThat(state()).isEqualTo(State.PROVEN);

        fake.pass(MORE_THAN_FRESH);
        assertThat(state()).isEqualTo(State.GRACE);
        fake.pass(GRACE);

        assertThat(state()).isEqualTo(State.LOST);
    }

    @Test
    void whoeverWasAwayForLongerThanTheLeaseIsNotBackBeforeTheSecondAnswer() {
        fake.join(7);
        feed.ask();
        fake.fail();
        fake.pass(GRACE.plusMillis(1));
        feed.ask();

        fake.answer(8, change(8, 1));
        assertThat(state()).isEqualTo(State.LOST);
        fake.answer(8);

        assertThat(state()).isEqualTo(State.PROVEN);
        assertThat(forgotten).containsExactly(1);
    }

    @Test
    void aRenewalIsSharedAndCompletesWithTheProof() {
        fake.join(7);
        fake.pass(MORE_THAN_FRESH);
        var first = feed.renew().toCompletableFuture();
        var second = feed.renew().toCompletableFuture();
        assertThat(first).isNotDone();

        fake.answer(7);

        assertThat(first).isCompleted();
        assertThat(second).isCompleted();
        assertThat(state()).isEqualTo(State.PROVEN);
    }

    @Test
    void aRenewalIsNotSatisfiedByAnAnswerFromBeforeThePause() {
        fake.join(7);
        feed.ask();
        fake.pass(GRACE.plusMillis(1));
        var renewal = feed.renew().toCompletableFuture();

        fake.answer(7);
        assertThat(renewal).isNotDone();
        fake.answer(8, change(8, 5));
        assertThat(renewal).isNotDone();
        fake.answer(8);

        assertThat(renewal).isCompleted();
        assertThat(forgotten).containsExactly(5);
    }

    @Test
    void aRenewalThatFailsTellsOfTheOutage() {
        fake.join(7);
        fake.pass(MORE_THAN_FRESH);
        var renewal = feed.renew().toCompletableFuture();

        fake.fail();

        assertThat(renewal).isCompleted();
        assertThat(state()).isEqualTo(State.GRACE);
    }

    @Test
    void whoeverLeavesWaitsForTheQuestionUnderWayAndAsksNoMore() {
        fake.join(7);
        feed.ask();
        var idle = feed.finish().toCompletableFuture();
        assertThat(idle).isNotDone();

        fake.answer(8, change(8, 1));
        feed.ask();

        assertThat(idle).isCompleted();
        assertThat(fake.isAsking()).isFalse();
    }

    private State state() {
        return fake.freshness().state();
    }
}
