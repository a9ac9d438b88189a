package dev.latchkey.portal;

import dev.latchkey.audit.CustomerActivity;
import dev.latchkey.customer.CustomerProfiles;
import dev.latchkey.organization.Environment;
import dev.latchkey.organization.Organization;
import dev.latchkey.page.PageRequest;
import dev.latchkey.page.Query;
import dev.latchkey.pricing.PublicPlans;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Gathers what a customer's page shows. */
@ApplicationScoped
class PageData {

    private static final String MOST_PLANS = "100";
    private static final String ROWS = "10";

    private final CustomerProfiles customers;
    private final PublicPlans plans;
    private final CustomerActivity activity;

    PageData(CustomerProfiles customers, PublicPlans plans, CustomerActivity activity) {
        this.customers = customers;
        this.plans = plans;
        this.activity = activity;
    }

    /** How the pages of an organization look. */
    Uni<Look> look(UUID organization) {
        return Panache.withSession(
                () -> Organization.<Organization>findById(organization).map(Look::of));
    }

    /**
     * The page of a session.
     *
     * @param rejected the form that was sent and cannot be saved, if there is one
     * @param cursor where in the activity it begins; null for the newest
     */
    Uni<PageModel> page(SessionGrant grant, boolean saved, Optional<ProfileForm> rejected, String cursor) {
        return form(grant, rejected)
                .chain(form -> plans(grant)
                        .chain(offer -> usage(grant, cursor)
                                .map(usage -> new PageModel(
                                        grant.returnUrl(),
                                        grant.environment() == Environment.TEST,
                                        saved,
                                        form.orElse(null),
                                        offer.orElse(null),
                                        usage.orElse(null),
                                        PageModel.time(grant.expiresAt())))));
    }

    private Uni<Optional<ProfileForm>> form(SessionGrant grant, Optional<ProfileForm> rejected) {
        if (!grant.allows(PortalFeature.PROFILE)) {
            return nothing();
        }
        return rejected.isPresent()
                ? Uni.createFrom().item(rejected)
                : customers
                        .show(grant.caller(), grant.customerId())
                        .map(ProfileForm::of)
                        .map(Optional::of);
    }

    private Uni<Optional<PageModel.Plans>> plans(SessionGrant grant) {
        return grant.allows(PortalFeature.PLANS)
                ? plans.page(grant.caller(), request("portal-plans", grant, MOST_PLANS, null))
                        .map(PageModel.Plans::of)
                        .map(Optional::of)
                : nothing();
    }

    private Uni<Optional<PageModel.Usage>> usage(SessionGrant grant, String cursor) {
        var customer = grant.customerId();
        return grant.allows(PortalFeature.USAGE)
                ? activity.page(grant.caller(), customer, request("portal-page/" + customer, grant, ROWS, cursor))
                        .map(PageModel.Usage::of)
                        .map(Optional::of)
                : nothing();
    }

    /** A cursor that is none begins anew: a page has nobody to tell. */
    private static PageRequest request(String list, SessionGrant grant, String limit, String cursor) {
        return PageRequest.of(list, grant.caller(), new Query(), limit, cursor);
    }

    private static <T> Uni<Optional<T>> nothing() {
        return Uni.createFrom().item(Optional.empty());
    }
}
