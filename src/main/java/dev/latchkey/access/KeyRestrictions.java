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

/** Holds a request with a good key to what the key is limited to, and notes what must be noted of it. */
@ApplicationScoped
class KeyRestrictions {

    private final Decision decision;
    private final KeyRates rates;
    private final BrowserExposures exposures;
    private final LongAdder inBrowser = new LongAdder();

    KeyRestrictions(Decision decision, KeyRates rates, BrowserExposures exposures) {
        this.decision = decision;
        this.rates = rates;
        this.exposures = exposures;
    }

    /** Why the request is refused, if it is. The rate is last: what is refused for another reason takes nothing. */
    Optional<Problem> refusal(Grant grant, Exchange exchange, HttpServerRequest request) {
        var ask = Ask.of(exchange.asked(), request, exchange.clientAddress());
        CrossOrigin.admit(grant, request);
        if (grant.type() == KeyType.SECRET && ask.isFromBrowser()) {
            inBrowser.increment();
            exchange.secretKeyInBrowser();
            exposures.note(grant, exchange.requestId());
        }
        return decision.refusal(grant, ask).or(() -> rates.refusal(grant, request));
    }

    void start(@Observes StartupEvent started, MeterRegistry metrics) {
        FunctionCounter.builder("latchkey.secret.keys.in.browser", inBrowser, LongAdder::sum)
                .description("Requests with a secret key that came from a browser")
                .register(metrics);
    }
}
