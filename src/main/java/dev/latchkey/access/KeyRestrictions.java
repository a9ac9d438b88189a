package dev.latchkey.access;

import dev.latchkey.key.BrowserExposures;
import dev.latchkey.key.Grant;
import dev.latchkey.key.KeyType;
import dev.latchkey.problem.Problem;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Decides, for a key that is good, whether this request is within what the key is limited to; scopes come later. */
@ApplicationScoped
class KeyRestrictions {

    private final CrossOrigin crossOrigin;
    private final BrowserExposures exposures;
    private final RestrictionConfig config;
    private final KeyRates rates;
    private final LongAdder inBrowser = new LongAdder();

    KeyRestrictions(CrossOrigin crossOrigin, BrowserExposures exposures, RestrictionConfig config, KeyRates rates) {
        this.exposures = exposures;
        this.crossOrigin = crossOrigin;
        this.config = config;
        this.rates = rates;
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
        return rates.refusal(grant, request);
    }

    /** No program but a browser sends these by itself. */
    private static boolean isFromBrowser(HttpServerRequest request) {
        var mode = request.getHeader("Sec-Fetch-Mode");
        return request.headers().contains("Origin") || "cors".equals(mode) || "no-cors".equals(mode);
    }

    void start(@Observes StartupEvent started, MeterRegistry metrics) {
        FunctionCounter.builder("latchkey.secret.keys.in.browser", inBrowser, LongAdder::sum)
                .description("Requests with a secret key that came from a browser")
                .register(metrics);
    }
}
