package dev.latchkey.start;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while the schema is behind; once it was seen to be right it is not asked for again. */
@Readiness
@ApplicationScoped
class SchemaReadiness implements AsyncHealthCheck {

    private static final String NAME = "schema";

    private final Schema schema;
    private volatile boolean current;

    SchemaReadiness(Schema schema) {
        this.schema = schema;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return current
                ? Uni.createFrom().item(HealthCheckResponse.up(NAME))
                : schema.version().map(this::response).onFailure().recoverWithItem(SchemaReadiness::unreachable);
    }

    private HealthCheckResponse response(int version) {
        current = version >= Schema.VERSION;
        return HealthCheckResponse.named(NAME)
                .status(current)
                .withData("version", version)
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
