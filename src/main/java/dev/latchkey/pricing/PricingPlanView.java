package dev.latchkey.pricing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.id.TypeId;
import dev.latchkey.organization.Environment;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A plan as secret keys see it. */
@Schema(name = "PricingPlan")
@JsonInclude(JsonInclude.Include.ALWAYS)
@RegisterForReflection
record PricingPlanView(
        @Schema(examples = "plan_01jd9qv3m8e9kb4c5f6g7h8j9k")
        String id,

        Environment environment,
        @Schema(examples = "Pro") String name,
        @Schema(nullable = true) String description,
        List<String> features,
        @Schema(examples = "USD") String currency,
        List<Price> prices,
        boolean active,
        @JsonProperty("public") boolean isPublic,
        Map<String, String> metadata,
        Instant createdAt,
        Instant updatedAt) {

    static PricingPlanView of(PricingPlan plan) {
        var fields = plan.fields();
        return new PricingPlanView(
                TypeId.PRICING_PLAN.format(plan.id),
                plan.environment,
                fields.name(),
                fields.description(),
                fields.features(),
                fields.currency(),
                fields.prices(),
                fields.active(),
                fields.isPublic(),
                fields.metadata(),
                plan.createdAt,
                plan.updatedAt);
    }
}
