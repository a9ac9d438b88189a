package dev.latchkey.pricing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.caller.Caller;
import dev.latchkey.conditional.IfMatch;
import dev.latchkey.id.UuidV7;
import dev.latchkey.page.PageRequest;
import dev.latchkey.patch.MergePatch;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Every query on plans. Changes to the same one wait for each other: each locks its row. */
@ApplicationScoped
class PricingPlans {

    private static final String OWN = "organizationId = :organization and environment = :environment";
    private static final String PUBLIC = " and active = true and isPublic = true";

    private final UuidV7 ids;
    private final MergePatch patches;

    PricingPlans(UuidV7 ids, MergePatch patches) {
        this.ids = ids;
        this.patches = patches;
    }

    Uni<PricingPlan> insert(Caller owner, PricingPlanFields fields, Instant now) {
        var plan = new PricingPlan();
        plan.id = ids.next(now);
        plan.organizationId = owner.organizationId();
        plan.environment = owner.environment();
        plan.createdAt = now;
        plan.set(fields, now);
        return Panache.withTransaction(plan::persistAndFlush);
    }

    /** What the caller may see; one more than the page holds, to know whether there are more. */
    Uni<List<PricingPlan>> list(Caller reader, PageRequest page) {
        var parameters = own(reader);
        page.before().ifPresent(id -> parameters.put("before", id));
        var query = visibleTo(reader) + (page.before().isPresent() ? " and id < :before" : "");
        return Panache.withSession(() -> PricingPlan.<PricingPlan>find(query, Sort.descending("id"), parameters)
                .range(0, page.limit())
                .list());
    }

    Uni<Optional<PricingPlan>> find(Caller reader, UUID id) {
        return Panache.withSession(
                () -> PricingPlan.<PricingPlan>find(visibleTo(reader) + " and id = :id", own(reader, id))
                        .firstResult()
                        .map(Optional::ofNullable));
    }

    /** Changes a plan, if there is one; what changes nothing leaves it as it was. */
    Uni<Optional<PricingPlan>> update(Caller owner, UUID id, IfMatch condition, ObjectNode patch, Instant now) {
        return Panache.withTransaction(() -> lock(owner, id, condition).chain(plan -> {
            if (plan.isEmpty()) {
                return Uni.createFrom().item(plan);
            }
            var before = plan.get().fields();
            var after = patches.apply(before, PricingPlanFields.class, patch);
            if (after.equals(before)) {
                return Uni.createFrom().item(plan);
            }
            plan.get().set(after, now);
            return plan.get().<PricingPlan>persistAndFlush().map(Optional::of);
        }));
    }

    /** Deletes a plan. Says whether there was one. */
    Uni<Boolean> delete(Caller owner, UUID id, IfMatch condition) {
        return Panache.withTransaction(() -> lock(owner, id, condition)
                .chain(plan -> plan.isEmpty()
                        ? Uni.createFrom().item(false)
                        : plan.get().delete().replaceWith(true)));
    }

    private static Uni<Optional<PricingPlan>> lock(Caller owner, UUID id, IfMatch condition) {
        return PricingPlan.<PricingPlan>find(OWN + " and id = :id", own(owner, id))
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult()
                .map(Optional::ofNullable)
                .invoke(found -> found.map(PricingPlan::tag).ifPresent(condition::check));
    }

    private static String visibleTo(Caller reader) {
        return reader.readsPublicOnly() ? OWN + PUBLIC : OWN;
    }

    private static Map<String, Object> own(Caller owner) {
        return new HashMap<>(Map.of("organization", owner.organizationId(), "environment", owner.environment()));
    }

    private static Map<String, Object> own(Caller owner, UUID id) {
        var parameters = own(owner);
        parameters.put("id", id);
        return parameters;
    }
}
