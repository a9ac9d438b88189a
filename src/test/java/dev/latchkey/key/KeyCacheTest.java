package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Waiting;
import dev.latchkey.key.feed.FakeFeed;
import dev.latchkey.organization.Environment;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyCacheTest {

    private static final Digest DIGEST = new Digest(1, 2, 3, 4);
    private static final Digest OTHER = new Digest(2, 2, 3, 4);
    private static final Duration UNKNOWN_FOR = Duration.ofSeconds(1);

    private final List<UniEmitter<? super Optional<Grant>>> lookUps = new ArrayList<>();
    private final FakeFeed fake = new FakeFeed();
    private final KeyCache cache = new KeyCache(
            digest -> Uni.createFrom().emitter(lookUps::add),
            new Settings(2, FakeFeed.GRACE, 10, UNKNOWN_FOR, 3, Duration.ofMinutes(1)),
            fake::now,
            fake::nanos,
            fake.freshness(),
            fake.feed()::renew);

    private record Settings(
            long maxSize,
            Duration outageGrace,
            long maxUnknown,
            Duration unknownFor,
            int maxLoads,
            Duration loadTimeout)
            implements KeyConfig.Cache {}

    @BeforeEach
    void join() {
        fake.feed().tell(cache);
        fake.join(0);
    }

    @Test
    void aHitIsDecidedAtOnce() {
        load(DIGEST, grant());

        assertThat(cache.cached(DIGEST)).containsInstanceOf(Verdict.Granted.class);
        assertThat(lookUps).hasSize(1);
    }

    @Test
    void manyWhoWaitForOneKeyCostOneLookUp() {
        var verdicts = new ArrayList<Verdict>();
        for (int i = 0; i < 100; i++) {
            cache.load(DIGEST).subscribe().with(verdicts::add);
        }

        lookUps.get(0).complete(Optional.of(grant()));

        assertThat(lookUps).hasSize(1);
        assertThat(verdicts).hasSize(100).allMatch(Verdict.Granted.class::isInstance);
    }

    @Test
    void aKeyIsNotReadAgainAsLongAsTheFeedProvesIt() {
        load(DIGEST, grant());
        for (int second = 0; second < 3_600; second++) {
            fake.pass(Duration.ofSeconds(1));
            fake.feed().ask();
            fake.answer(0);
        }

        assertThat(cache.cached(DIGEST)).containsInstanceOf(Verdict.Granted.class);
        assertThat(lookUps).hasSize(1);
    }

    @Test
    void whenTheFeedIsInDoubtTheRequestWaitsForAProof() {
        load(DIGEST, grant());
        fake.pass(FakeFeed.FRESH.plusMillis(1));
        assertThat(cache.cached(DIGEST)).isEmpty();

        var verdict = cache.load(DIGEST).subscribeAsCompletionStage();
        assertThat(verdict).isNotDone();
        fake.answer(0);

        assertThat(verdict).isCompletedWithValueMatching(Verdict.Granted.class::isInstance);
        assertThat(lookUps).hasSize(1);
    }

    @Test
    void aChangeThatTheFeedTellsIsReadAgain() {
        load(DIGEST, grant());
        fake.feed().ask();

        fake.answer(1, DIGEST.bytes());

        assertThat(cache.cached(DIGEST)).isEmpty();
    }

    @Test
    void whenChangesWereMissedNothingThatIsBeingReadIsKept() {
        var verdict = new ArrayList<Verdict>();
        load(OTHER, grant());
        cache.load(DIGEST).subscribe().with(verdict::add);

        cache.forgetAll();
        lookUps.get(1).complete(Optional.of(grant()));

        assertThat(verdict).isEmpty();
        assertThat(cache.cached(DIGEST)).isEmpty();
        assertThat(cache.cached(OTHER)).isEmpty();
    }

    @Test
    void expiryIsCheckedAtUse() {
        load(DIGEST, grant(Optional.of(fake.now().plusSeconds(1)), Optional.empty()));
        assertThat(cache.cached(DIGEST)).containsInstanceOf(Verdict.Granted.class);

        fake.pass(Duration.ofSeconds(1));

        assertThat(reason(cache.cached(DIGEST))).isEqualTo(Verdict.Reason.EXPIRED);
    }

    @Test
    void aRevokedKeyIsKnownAndRefused() {
        load(DIGEST, grant(Optional.empty(), Optional.of(fake.now())));

        assertThat(reason(cache.cached(DIGEST))).isEqualTo(Verdict.Reason.REVOKED);
    }

    @Test
    void anUnknownTokenIsRememberedForAWhile() {
        assertThat(load(DIGEST, null)).isEqualTo(Verdict.Unproven.UNKNOWN);
        assertThat(cache.cached(DIGEST)).contains(Verdict.Unproven.UNKNOWN);

        fake.pass(UNKNOWN_FOR.plusMillis(1));

        assertThat(cache.cached(DIGEST)).isEmpty();
    }

    @Test
    void aLookUpThatBeganBeforeAnInvalidationDoesNotBringTheKeyBack() {
        var verdict = new ArrayList<Verdict>();
        cache.load(DIGEST).subscribe().with(verdict::add);

        cache.invalidate(List.of(DIGEST));
        lookUps.get(0).complete(Optional.of(grant()));

        assertThat(verdict).isEmpty();
        assertThat(cache.cached(DIGEST)).isEmpty();
        lookUps.get(1).complete(Optional.of(grant(Optional.empty(), Optional.of(fake.now()))));
        assertThat(reason(Optional.of(verdict.get(0)))).isEqualTo(Verdict.Reason.REVOKED);
    }

    @Test
    void inAnOutageWhatIsCachedGoesOnForTheGraceAndNoLonger() {
        load(DIGEST, grant());
        beginOutage();

        assertThat(cache.cached(DIGEST)).containsInstanceOf(Verdict.Granted.class);

        fake.pass(FakeFeed.GRACE);
        assertThat(cache.cached(DIGEST)).isEmpty();
        assertThat(cache.load(DIGEST).await().atMost(Waiting.PATIENCE)).isEqualTo(Verdict.Unproven.CANNOT_CHECK);
    }

    @Test
    void afterTheGraceNotEvenALookUpDecides() {
        beginOutage();
        var verdict = cache.load(DIGEST).subscribeAsCompletionStage();
        fake.pass(FakeFeed.GRACE);

        last().complete(Optional.of(grant()));

        assertThat(verdict).isCompletedWithValue(Verdict.Unproven.CANNOT_CHECK);
    }

    @Test
    void inAnOutageAnUnknownKeyIsNotCalledInvalid() {
        assertThat(fail(DIGEST)).isEqualTo(Verdict.Unproven.CANNOT_CHECK);
    }

    @Test
    void afterAnOutageWhatChangedMeanwhileIsReadAgain() {
        load(DIGEST, grant());
        beginOutage();
        fake.feed().ask();

        fake.answer(1, DIGEST.bytes());
        fake.answer(1);

        assertThat(cache.cached(DIGEST)).isEmpty();
        assertThat(reason(Optional.of(load(DIGEST, grant(Optional.empty(), Optional.of(fake.now()))))))
                .isEqualTo(Verdict.Reason.REVOKED);
    }

    @Test
    void tooManyLookUpsAtOnceAreRefusedWithoutAVerdictOnTheKey() {
        for (int i = 0; i < 3; i++) {
            cache.load(new Digest(i, 0, 0, 0)).subscribe().with(verdict -> {});
        }

        assertThat(cache.load(DIGEST).await().atMost(Waiting.PATIENCE)).isEqualTo(Verdict.Unproven.CANNOT_CHECK);
        assertThat(lookUps).hasSize(3);
    }

    private Verdict load(Digest digest, Grant found) {
        var verdict = cache.load(digest).subscribeAsCompletionStage();
        last().complete(Optional.ofNullable(found));
        return verdict.join();
    }

    private Verdict fail(Digest digest) {
        var verdict = cache.load(digest).subscribeAsCompletionStage();
        last().fail(new IOException("connection refused"));
        return verdict.orTimeout(10, TimeUnit.SECONDS).join();
    }

    private UniEmitter<? super Optional<Grant>> last() {
        return lookUps.get(lookUps.size() - 1);
    }

    private void beginOutage() {
        fake.feed().ask();
        fake.fail();
        fake.pass(FakeFeed.FRESH.plusMillis(1));
    }

    private static Verdict.Reason reason(Optional<Verdict> verdict) {
        return ((Verdict.Refused) verdict.orElseThrow()).reason();
    }

    private static Grant grant() {
        return grant(Optional.empty(), Optional.empty());
    }

    private static Grant grant(Optional<Instant> expiresAt, Optional<Instant> revokedAt) {
        return new Grant(
                new UUID(0, 1),
                "Acme",
                new UUID(0, 2),
                "Key",
                KeyType.SECRET,
                Environment.TEST,
                new UUID(0, 3),
                "hint",
                expiresAt,
                Optional.empty(),
                revokedAt,
                false,
                dev.latchkey.restriction.Restrictions.NONE);
    }
}
