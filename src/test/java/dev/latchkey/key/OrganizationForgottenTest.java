package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.key.feed.FakeFeed;
import dev.latchkey.organization.Environment;
import dev.latchkey.restriction.Restrictions;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An organization was changed: what was known with its keys is not true any more, and nobody else notices. */
class OrganizationForgottenTest {

    private static final UUID ACME = new UUID(0, 1);
    private static final UUID GLOBEX = new UUID(0, 2);
    private static final Digest OF_ACME = new Digest(1, 0, 0, 0);
    private static final Digest OF_GLOBEX = new Digest(2, 0, 0, 0);

    private final Deque<UniEmitter<? super Optional<Grant>>> lookUps = new ArrayDeque<>();
    private final FakeFeed fake = new FakeFeed();
    private final KeyCache cache = new KeyCache(
            digest -> Uni.createFrom().emitter(emitter -> lookUps.add(emitter)),
            new Settings(10, FakeFeed.GRACE, 10, Duration.ofSeconds(1), 10, Duration.ofMinutes(1)),
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
        fake.join(0);
    }

    @Test
    void itsKeysAreReadAgainAndThoseOfOthersAreNot() {
        load(OF_ACME);
        lookUps.remove().complete(grant(ACME, "Acme"));
        load(OF_GLOBEX);
        lookUps.remove().complete(grant(GLOBEX, "Globex"));

        cache.forgetOrganizations(Set.of(ACME));

        assertThat(cache.cached(OF_ACME)).isEmpty();
        assertThat(cache.cached(OF_GLOBEX)).isPresent();
    }

    @Test
    void whoeverWaitsForALookUpThatBeganBeforeIsToldWhatIsTrueAfter() {
        var answer = load(OF_ACME);
        cache.forgetOrganizations(Set.of(ACME));

        lookUps.remove().complete(grant(ACME, "Acme"));
        assertThat(answer).hasValue(null);
        assertThat(cache.cached(OF_ACME)).isEmpty();
        lookUps.remove().complete(grant(ACME, "Acme Corporation"));

        assertThat(nameIn(answer.get())).isEqualTo("Acme Corporation");
        assertThat(cache.cached(OF_ACME)).map(OrganizationForgottenTest::nameIn).contains("Acme Corporation");
    }

    @Test
    void aLookUpForAnotherOrganizationIsNotHeldUp() {
        var answer = load(OF_GLOBEX);
        cache.forgetOrganizations(Set.of(ACME));

        lookUps.remove().complete(grant(GLOBEX, "Globex"));

        assertThat(nameIn(answer.get())).isEqualTo("Globex");
        assertThat(lookUps).isEmpty();
    }

    private AtomicReference<Verdict> load(Digest digest) {
        var answer = new AtomicReference<Verdict>();
        cache.load(digest).subscribe().with(answer::set);
        return answer;
    }

    private static String nameIn(Verdict verdict) {
        return ((Verdict.Granted) verdict).grant().organizationName();
    }

    private static Optional<Grant> grant(UUID organization, String name) {
        return Optional.of(new Grant(
                organization,
                name,
                new UUID(0, 3),
                "Key",
                KeyType.SECRET,
                Environment.TEST,
                new UUID(0, 4),
                "hint",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Restrictions.NONE));
    }
}
