package dev.latchkey.access;

import dev.latchkey.access.rate.PgSharedBuckets;
import dev.latchkey.access.rate.RateLimits;
import dev.latchkey.access.rate.RateSync;
import dev.latchkey.access.rate.SharingConfig;
import dev.latchkey.access.rate.Take;
import dev.latchkey.id.UuidV7;
import dev.latchkey.key.Grant;
import dev.latchkey.problem.Problem;
import dev.latchkey.restriction.RateLimit;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Decides whether a key is within its rate: its own limit, else its organization's default, else the configured one. */
@ApplicationScoped
class KeyRates {

    private static final Logger LOG = Logger.getLogger(KeyRates.class);
    private static final Duration CLEAN_EVERY = Duration.ofMinutes(1);

    private final RestrictionConfig config;
    private final Optional<RateLimit> defaultLimit;
    private final RateLimits limits;
    private final PgSharedBuckets shared;
    private final RateSync sync;
    private final List<Cancellable> running = new ArrayList<>();

    KeyRates(RestrictionConfig config, @ReactiveDataSource("rate-limits") Pool pool, UuidV7 ids) {
        this.config = config;
        defaultLimit = config.defaultRateLimit()
                .requests()
                .map(requests -> new RateLimit(
                        requests, config.defaultRateLimit().period().truncatedTo(ChronoUnit.MILLIS)));
        limits = new RateLimits(config.maxRateLimits(), config, System::nanoTime);
        shared = new PgSharedBuckets(pool, ids.next(Instant.now()), config.syncTimeout());
        sync = new RateSync(limits, shared, config, System::nanoTime);
    }

    RateLimits limits() {
        return limits;
    }

    RateSync sync() {
        return sync;
    }

    /** Why the request is refused, if it is. Takes one request from what the key has left. */
    Optional<Problem> refusal(Grant grant, HttpServerRequest request) {
        return limit(grant).flatMap(limit -> notShared().or(() -> take(grant, limit, request)));
    }

    /** Why a request would be refused now, if it would. Takes nothing. */
    Optional<Problem> refusalNow(Grant grant) {
        return limit(grant).flatMap(limit -> notShared().or(() -> refusal(limit, limits.peek(grant.keyId(), limit))));
    }

    private Optional<RateLimit> limit(Grant grant) {
        return grant.restrictions().rateLimit().or(() -> defaultLimit);
    }

    private Optional<Problem> notShared() {
        return config.whenNotShared() == SharingConfig.WhenNotShared.REFUSE && !sync.isShared()
                ? Optional.of(Refusals.rateNotShared())
                : Optional.empty();
    }

    private Optional<Problem> take(Grant grant, RateLimit limit, HttpServerRequest request) {
        var take = limits.take(grant.keyId(), limit);
        request.response()
                .putHeader(
                        "RateLimit-Policy",
                        "\"key\";q=" + limit.requests() + ";w=" + limit.period().toSeconds())
                .putHeader("RateLimit", "\"key\";r=" + take.left() + ";t=" + seconds(take.nanosToFull()));
        return refusal(limit, take);
    }

    private static Optional<Problem> refusal(RateLimit limit, Take take) {
        return take.isAllowed()
                ? Optional.empty()
                : Optional.of(Refusals.rate(limit, Math.max(1, seconds(take.nanosToNext()))));
    }

    private static long seconds(long nanos) {
        return (nanos + TimeUnit.SECONDS.toNanos(1) - 1) / TimeUnit.SECONDS.toNanos(1);
    }

    void start(@Observes StartupEvent started) {
        if (isShared()) {
            running.add(every(config.syncEvery(), sync::share));
            running.add(every(
                    CLEAN_EVERY,
                    () -> shared.forgetFull()
                            .onFailure()
                            .invoke(failure -> LOG.warnf("Full buckets cannot be removed now: %s", failure))
                            .onFailure()
                            .recoverWithUni(Uni.createFrom().voidItem())));
        }
    }

    /** Tells the other replicas what was taken last, as far as Postgres takes it in time. */
    void stop(@Observes ShutdownEvent stopping) {
        running.forEach(Cancellable::cancel);
        if (isShared()) {
            try {
                sync.share().await().atMost(config.syncTimeout());
            } catch (TimeoutException e) {
                LOG.debug("Other replicas do not know of the last requests", e);
            }
        }
    }

    private boolean isShared() {
        return config.rateLimits() == SharingConfig.Sharing.POSTGRES;
    }

    private static Cancellable every(Duration time, Supplier<Uni<Void>> work) {
        return Multi.createFrom()
                .ticks()
                .startingAfter(time)
                .every(time)
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick -> work.get())
                .subscribe()
                .with(done -> {}, failure -> LOG.error("Rate limits are no longer shared", failure));
    }
}
