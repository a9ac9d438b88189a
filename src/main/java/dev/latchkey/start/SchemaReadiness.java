package dev.latchkey.start;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while the schema is behind what this version needs. */
@Readiness
@ApplicationScoped
class SchemaReadiness implements AsyncHealthCheck {

    private static final String NAME = "schema";

    private final Schema schema;

    SchemaReadiness(Schema schema) {
        this.schema = schema;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return schema.isCurrent()
                .map(SchemaReadiness::response)
                .onFailure()
                .recoverWithItem(SchemaReadiness::unreachable);
    }

    private static HealthCheckResponse response(boolean current) {
        return HealthCheckResponse.named(NAME)
                .status(current)
                .withData("needed", Schema.VERSION)
                .build();
    }

    private static HealthCheckResponse unreachable(Throwable failure) {
        return HealthCheckResponse.named(NAME)
                .down()
                .withData("reason", "Postgres cannot be asked")
                .build();
    }
}
