package dev.latchkey.key;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready as long as keys can be decided about: an outage of Postgres counts only once the outage grace is over. */
@Readiness
@ApplicationScoped
class KeysReadiness implements HealthCheck {

    private final ThisReplica replica;

    KeysReadiness(ThisReplica replica) {
        this.replica = replica;
    }

    @Override
    public HealthCheckResponse call() {
        var state = replica.freshness().state();
        var response = HealthCheckResponse.named("keys")
                .status(state.isUsable())
                .withData("feed", state.name().toLowerCase(Locale.ROOT));
        replica.freshness().age().ifPresent(age -> response.withData("provenMillisAgo", age.toMillis()));
        return response.build();
    }
}
