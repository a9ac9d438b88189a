package dev.latchkey.key;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready as long as keys can be checked: an outage of Postgres counts only once the outage grace is over. */
@Readiness
@ApplicationScoped
class KeysReadiness implements HealthCheck {

    private final Authenticator authenticator;

    KeysReadiness(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("keys")
                .status(!authenticator.cache().isCutOff())
                .build();
    }
}
