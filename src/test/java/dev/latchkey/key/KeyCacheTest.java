package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Waiting;
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
import org.junit.jupiter.api.Test;

class KeyCacheTest {

    private static final Digest DIGEST = new Digest(1, 2, 3, 4);
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final Duration REFRESH = Duration.ofSeconds(2);
    private static final Duration GRACE = Duration.ofSeconds(60);

    private final List<UniEmitter<? super Optional<Grant>>> lookUps = new ArrayList<>();
    private long nanos = 1_000_000_000L;
    private final KeyCache cache = new KeyCache(
            digest -> Uni.createFrom().emitter(lookUps::add),
            new Settings(2, REFRESH, GRACE, 10, REFRESH, 3, Duration.ofMinutes(1)),
            () -> NOON.plusNanos(nanos - 1_000_000_000L),
            () -> nanos);

    private record Settings(
            long maxSize,
            Duration refreshAfter,
            Duration outageGrace,
            long maxUnknown,
            Duration unknownFor,
            int maxLoads,
            Duration loadTimeout)
            implements KeyConfig.Cache {}

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
    void aKeyIsReadAgainWhenItIsNoLongerFresh() {
        load(DIGEST, grant());

        pass(REFRESH.plusMillis(1));

        assertThat(cache.cached(DIGEST)).isEmpty();
    }

    @Test
    void expiryIsCheckedAtUse() {
        load(DIGEST, grant(Optional.of(NOON.plusSeconds(1)), Optional.empty()));
        assertThat(cache.cached(DIGEST)).containsInstanceOf(Verdict.Granted.class);

        pass(Duration.ofSeconds(1));

        assertThat(reason(cache.cached(DIGEST))).isEqualTo(Verdict.Reason.EXPIRED);
    }

    @Test
    void aRevokedKeyIsKnownAndRefused() {
        load(DIGEST, grant(Optional.empty(), Optional.of(NOON)));

        assertThat(reason(cache.cached(DIGEST))).isEqualTo(Verdict.Reason.REVOKED);
    }

    @Test
    void anUnknownTokenIsRememberedForAWhile() {
        assertThat(load(DIGEST, null)).isEqualTo(Verdict.Unproven.UNKNOWN);
        assertThat(cache.cached(DIGEST)).contains(Verdict.Unproven.UNKNOWN);

        pass(REFRESH.plusMillis(1));

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
        lookUps.get(1).complete(Optional.of(grant(Optional.empty(), Optional.of(NOON))));
        assertThat(reason(Optional.of(verdict.get(0)))).isEqualTo(Verdict.Reason.REVOKED);
    }

    @Test
    void inAnOutageWhatIsCachedGoesOnForTheGraceAndNoLonger() {
        load(DIGEST, grant());
        pass(REFRESH.plusMillis(1));
        assertThat(fail(DIGEST)).isInstanceOf(Verdict.Granted.class);

        assertThat(cache.cached(DIGEST)).containsInstanceOf(Verdict.Granted.class);

        pass(GRACE.plusMillis(1));
        assertThat(cache.cached(DIGEST)).isEmpty();
        assertThat(fail(DIGEST)).isEqualTo(Verdict.Unproven.CANNOT_CHECK);
        assertThat(cache.isCutOff()).isTrue();
    }

    @Test
    void inAnOutageAnUnknownKeyIsNotCalledInvalid() {
        assertThat(fail(DIGEST)).isEqualTo(Verdict.Unproven.CANNOT_CHECK);
    }

    @Test
    void theEndOfAnOutageIsNoticed() {
        load(DIGEST, grant());
        pass(REFRESH.plusMillis(1));
        fail(DIGEST);
        pass(Duration.ofSeconds(1));

        // This use also tries again.
        assertThat(cache.cached(DIGEST)).containsInstanceOf(Verdict.Granted.class);
        last().complete(Optional.of(grant(Optional.empty(), Optional.of(NOON))));

        assertThat(reason(cache.cached(DIGEST))).isEqualTo(Verdict.Reason.REVOKED);
        assertThat(cache.isCutOff()).isFalse();
    }

    @Test
    void askingWhetherItIsCutOffNoticesTheEndOfAnOutageWithoutARequest() {
        fail(DIGEST);
        pass(GRACE.plusMillis(1));
        assertThat(cache.isCutOff()).isTrue();

        last().complete(Optional.empty());

        assertThat(cache.isCutOff()).isFalse();
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

    private void pass(Duration time) {
        nanos += time.toNanos();
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
                revokedAt);
    }
}
