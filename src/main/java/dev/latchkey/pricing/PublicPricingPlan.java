package dev.latchkey.pricing;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.id.TypeId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A plan as anybody may see it. */
@Schema(name = "PublicPricingPlan", description = "A plan as publishable keys read it.")
@JsonInclude(JsonInclude.Include.ALWAYS)
@RegisterForReflection
public record PublicPricingPlan(
        @Schema(examples = "plan_01jd9qv3m8e9kb4c5f6g7h8j9k")
        String id,

        @Schema(examples = "Pro") String name,
        @Schema(nullable = true) String description,
        List<String> features,
        @Schema(examples = "USD") String currency,
        List<Price> prices) {

    static PublicPricingPlan of(PricingPlan plan) {
        return new PublicPricingPlan(
                TypeId.PRICING_PLAN.format(plan.id),
                plan.name,
                plan.description,
                List.of(plan.features),
                plan.currency,
                plan.prices());
    }
}
