package dev.latchkey.access;

import dev.latchkey.key.Grant;
import dev.latchkey.key.KeyType;
import dev.latchkey.key.Verdict;
import dev.latchkey.problem.Problem;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/** The rules by which a key may make a request or may not, in the order in which they are asked. Changes nothing. */
@ApplicationScoped
class Decision {

    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final boolean refusesSecretKeysInBrowsers;
    private final KeyRates rates;
    private final Routes routes;
    private final InstantSource clock = InstantSource.system();

    Decision(RestrictionConfig config, KeyRates rates, Routes routes) {
        refusesSecretKeysInBrowsers = config.secretKeyInBrowser() == RestrictionConfig.SecretKeyInBrowser.REFUSE;
        this.rates = rates;
        this.routes = routes;
    }

    /** Why a request with a good key is refused before its rate and its route are looked at, if it is. */
    Optional<Problem> refusal(Grant grant, Ask ask) {
        boolean publishable = grant.type() == KeyType.PUBLISHABLE;
        if (publishable && !CrossOrigin.admits(grant, ask.origin())) {
            return Optional.of(Refusals.origin());
        }
        if (!publishable && ask.isFromBrowser() && refusesSecretKeysInBrowsers) {
            return Optional.of(Refusals.secretKeyInBrowser());
        }
        if (!grant.restrictions().addresses().admit(ask.address())) {
            return Optional.of(Refusals.address(ask.address()));
        }
        return publishable && !READS.contains(ask.method())
                ? Optional.of(Refusals.writeWithPublishableKey())
                : Optional.empty();
    }

    /** Why a whole request would be refused now, if it would. */
    Optional<Problem> refusal(Grant grant, Ask ask, String path) {
        return refusal(grant.verdict(clock.instant()))
                .or(() -> refusal(grant, ask))
                .or(() -> rates.refusalNow(grant))
                .or(() -> routes.find(ask.method(), path)
                        .map(rule -> rule.refusal(grant))
                        .orElseGet(() -> Optional.of(Refusals.noRoute(routes.hasPath(path)))));
    }

    private static Optional<Problem> refusal(Verdict verdict) {
        return verdict instanceof Verdict.Refused refused
                ? Optional.of(Refusals.of(refused.reason()))
                : Optional.empty();
    }
}
