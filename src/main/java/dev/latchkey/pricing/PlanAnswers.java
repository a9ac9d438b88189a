package dev.latchkey.pricing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.caller.Caller;
import dev.latchkey.conditional.Conditions;
import dev.latchkey.conditional.EntityTag;
import dev.latchkey.page.Page;
import dev.latchkey.page.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;

/** Shows plans to whoever asks: all of them to secret keys, and what is public to publishable ones. */
@ApplicationScoped
class PlanAnswers {

    /** A browser keeps it for a minute; no cache between two callers ever gives it to another. */
    private static final String PUBLIC_CACHING = "private, max-age=60";

    private final Conditions conditions;
    private final ObjectMapper json;

    PlanAnswers(Conditions conditions, ObjectMapper json) {
        this.conditions = conditions;
        this.json = json;
    }

    RestResponse<Object> one(Caller reader, PricingPlan plan) {
        return reader.readsPublicOnly()
                ? cacheable(PublicPricingPlan.of(plan))
                : conditions
                        .answer(plan.tag(), (Object) PricingPlanView.of(plan))
                        .build();
    }

    RestResponse<Object> page(Caller reader, List<PricingPlan> rows, PageRequest page) {
        return reader.readsPublicOnly()
                ? cacheable(Page.of(rows, page, plan -> plan.id, PublicPricingPlan::of))
                : RestResponse.ok(Page.of(rows, page, plan -> plan.id, PricingPlanView::of));
    }

    private RestResponse<Object> cacheable(Object content) {
        return conditions
                .answer(EntityTag.ofContent(text(content)), content)
                .header(HttpHeaders.CACHE_CONTROL, PUBLIC_CACHING)
                .header(HttpHeaders.VARY, "x-api-key")
                .build();
    }

    private String text(Object content) {
        try {
            return json.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a plan that cannot be written", e);
        }
    }
}
