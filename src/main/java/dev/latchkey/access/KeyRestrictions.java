package dev.latchkey.access;

import dev.latchkey.key.BrowserExposures;
import dev.latchkey.key.Grant;
import dev.latchkey.key.KeyType;
import dev.latchkey.problem.Problem;
import dev.latchkey.restriction.RateLimit;
import io.github.bucket4j.ConsumptionProbe;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Decides, for a key that is good, whether this request is within what the key is limited to; scopes come later. */
@ApplicationScoped
class KeyRestrictions {

    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final CrossOrigin crossOrigin;
    private final BrowserExposures exposures;
    private final RestrictionConfig config;
    private final Optional<RateLimit> defaultLimit;
    private final RateLimits rates;
    private final LongAdder inBrowser = new LongAdder();

    KeyRestrictions(CrossOrigin crossOrigin, BrowserExposures exposures, RestrictionConfig config) {
        this.exposures = exposures;
        this.crossOrigin = crossOrigin;
        this.config = config;
        defaultLimit = config.defaultRateLimit()
                .requests()
                .map(requests ->
                        new RateLimit(requests, config.defaultRateLimit().period()));
        rates = new RateLimits(config.maxRateLimits(), System::nanoTime);
    }

    /** A publishable key reads at most. */
    static boolean isWriteWithPublishableKey(Grant grant, HttpServerRequest request) {
        return grant.type() == KeyType.PUBLISHABLE && !READS.contains(request.method());
    }

    /** Why the request is refused, if it is. The rate is last: what is refused for another reason takes nothing. */
    Optional<Problem> refusal(Grant grant, Exchange exchange, HttpServerRequest request) {
        if (!crossOrigin.admit(grant, request)) {
            return Optional.of(Refusals.origin());
        }
        if (grant.type() == KeyType.SECRET && isFromBrowser(request)) {
            inBrowser.increment();
            exchange.secretKeyInBrowser();
            exposures.note(grant, exchange.requestId());
            if (config.secretKeyInBrowser() == RestrictionConfig.SecretKeyInBrowser.REFUSE) {
                return Optional.of(Refusals.secretKeyInBrowser());
            }
        }
        var address = exchange.clientAddress();
        if (!grant.restrictions().addresses().admit(address)) {
            return Optional.of(Refusals.address(address));
        }
        return grant.restrictions().rateLimit().or(() -> defaultLimit).flatMap(limit -> take(grant, limit, request));
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

    /** No program but a browser sends these by itself. */
    private static boolean isFromBrowser(HttpServerRequest request) {
        var mode = request.getHeader("Sec-Fetch-Mode");
        return request.headers().contains("Origin") || "cors".equals(mode) || "no-cors".equals(mode);
    }

    void start(@Observes StartupEvent started, MeterRegistry metrics) {
        Gauge.builder("latchkey.rate.limits", rates, RateLimits::size)
                .description("Keys whose rate is remembered")
                .register(metrics);
        FunctionCounter.builder("latchkey.rate.limits.evicted", rates, RateLimits::evicted)
                .description("Keys whose rate was forgotten for want of room: they start anew")
                .register(metrics);
        FunctionCounter.builder("latchkey.secret.keys.in.browser", inBrowser, LongAdder::sum)
                .description("Requests with a secret key that came from a browser")
                .register(metrics);
    }
}
