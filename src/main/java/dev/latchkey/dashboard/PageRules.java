package dev.latchkey.dashboard;

import dev.latchkey.access.Audience;
import dev.latchkey.access.OpenTo;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;

/** Reads once per page, at start, whom it is for; a page that does not say is a fault that stops the start. */
@Provider
class PageRules implements DynamicFeature {

    private final Guard guard;

    PageRules(Guard guard) {
        this.guard = guard;
    }

    @Override
    public void configure(ResourceInfo route, FeatureContext context) {
        var openTo = route.getResourceClass().getAnnotation(OpenTo.class);
        if (openTo == null || openTo.value() != Audience.DASHBOARD) {
            return;
        }
        var role = Optional.ofNullable(route.getResourceMethod().getAnnotation(Allows.class))
                .map(Allows::value);
        if (role.isPresent() == route.getResourceMethod().isAnnotationPresent(AllowsAnybody.class)) {
            throw new IllegalStateException(
                    "The page " + route.getResourceClass().getSimpleName() + "."
                            + route.getResourceMethod().getName() + " must carry one of @Allows and @AllowsAnybody.");
        }
        if (role.isPresent() && isForm(route) && !route.getResourceClass().isAnnotationPresent(OwnForms.class)) {
            throw new IllegalStateException("The pages of "
                    + route.getResourceClass().getSimpleName() + " take forms, so they must carry @OwnForms.");
        }
        context.register(new PageFilter(guard, role), Priorities.AUTHORIZATION + 1);
    }

    private static boolean isForm(ResourceInfo route) {
        return route.getResourceMethod().isAnnotationPresent(POST.class);
    }
}
