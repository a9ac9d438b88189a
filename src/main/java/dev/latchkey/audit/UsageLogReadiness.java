package dev.latchkey.audit;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready as long as requests can be recorded; says why events are held, when they are. */
@Readiness
@ApplicationScoped
class UsageLogReadiness implements HealthCheck {

    private final UsageLog log;

    UsageLogReadiness(UsageLog log) {
        this.log = log;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("usage-log").status(!log.isFull());
        log.writer().outage().ifPresent(reason -> response.withData("holding", reason));
        return response.build();
    }
}
