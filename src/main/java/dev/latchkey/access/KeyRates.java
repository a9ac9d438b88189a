package dev.latchkey.access;

import dev.latchkey.key.Grant;
import dev.latchkey.problem.Problem;
import dev.latchkey.restriction.RateLimit;
import io.github.bucket4j.ConsumptionProbe;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** stand-in, replaced by limits */
@ApplicationScoped
class KeyRates {

    private final Optional<RateLimit> defaultLimit;
    private final RateLimits rates;

    KeyRates(RestrictionConfig config) {
        defaultLimit = config.defaultRateLimit()
                .requests()
                .map(requests ->
                        new RateLimit(requests, config.defaultRateLimit().period()));
        rates = new RateLimits(config.maxRateLimits(), System::nanoTime);
    }

    Optional<Problem> refusal(Grant grant, HttpServerRequest request) {
        return grant.restrictions().rateLimit().or(() -> defaultLimit).flatMap(limit -> take(grant, limit, request));
    }

    Optional<Problem> refusalNow(Grant grant) {
        return Optional.empty();
    }

    private Optional<Problem> take(Grant grant, RateLimit limit, HttpServerRequest request) {
        var probe = rates.take(grant.keyId(), limit);
        request.response()
                .putHeader(
                        "RateLimit-Policy",
                        "\"key\";q=" + limit.requests() + ";w=" + limit.period().toSeconds())
                .putHeader(
                        "RateLimit",
                        "\"key\";r=" + probe.getRemainingTokens() + ";t=" + seconds(probe.getNanosToWaitForReset()));
        return probe.isConsumed() ? Optional.empty() : Optional.of(refusal(limit, probe));
    }

    private static Problem refusal(RateLimit limit, ConsumptionProbe probe) {
        return Refusals.rate(limit, Math.max(1, seconds(probe.getNanosToWaitForRefill())));
    }

    private static long seconds(long nanos) {
        return (nanos + TimeUnit.SECONDS.toNanos(1) - 1) / TimeUnit.SECONDS.toNanos(1);
    }

    void start(@Observes StartupEvent started, MeterRegistry metrics) {
        Gauge.builder("latchkey.rate.limits", rates, RateLimits::size)
                .description("Keys whose rate is remembered")
                .register(metrics);
        FunctionCounter.builder("latchkey.rate.limits.evicted", rates, RateLimits::evicted)
                .description("Keys whose rate was forgotten for want of room: they start anew")
                .register(metrics);
    }
}
