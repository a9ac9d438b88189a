package dev.latchkey.pricing;

import dev.latchkey.caller.Caller;
import dev.latchkey.page.Page;
import dev.latchkey.page.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** The plans that anybody may see, for other features. */
@ApplicationScoped
public class PublicPlans {

    private final PricingPlans plans;

    PublicPlans(PricingPlans plans) {
        this.plans = plans;
    }

    /** @param reader one who reads only what is public */
    public Uni<Page<PublicPricingPlan>> page(Caller reader, PageRequest page) {
        if (!reader.readsPublicOnly()) {
            throw new IllegalArgumentException("to be asked by those who may see only what is public");
        }
        return plans.list(reader, page).map(rows -> Page.of(rows, page, plan -> plan.id, PublicPricingPlan::of));
    }
}
