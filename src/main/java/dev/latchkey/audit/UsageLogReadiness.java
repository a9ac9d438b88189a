package dev.latchkey.audit;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready as long as requests can be recorded; says what the log promises, and why events are held, when they are. */
@Readiness
@ApplicationScoped
class UsageLogReadiness implements HealthCheck {

    private final UsageLog log;
    private final UsageLogConfig config;

    UsageLogReadiness(UsageLog log, UsageLogConfig config) {
        this.log = log;
        this.config = config;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("usage-log")
                .status(!log.isFull() || config.onFull() == OnFull.OPEN)
                .withData("durability", config.durability().toString())
                .withData("onFull", config.onFull().toString())
                .withData("promise", config.durability().promise())
                .withData("held", log.state().held());
        log.trouble().ifPresent(reason -> response.withData("holding", reason));
        return response.build();
    }
}
