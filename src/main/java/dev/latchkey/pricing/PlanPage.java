package dev.latchkey.pricing;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a page of plans looks in the API document: which of the two it holds, the type of the key decides. */
@Schema(name = "PagePricingPlan")
record PlanPage(
        @Schema(description = "`PricingPlan` for secret keys, `PublicPricingPlan` for publishable ones.")
        List<AnyPlan> data,

        boolean hasMore,

        @Schema(nullable = true, description = "Send as `cursor` to get the next page; null on the last one.")
        String nextCursor) {

    /** Either of the two. */
    @Schema(
            name = "AnyPricingPlan",
            anyOf = {PricingPlanView.class, PublicPricingPlan.class})
    interface AnyPlan {}
}
