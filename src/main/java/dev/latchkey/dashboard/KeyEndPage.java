package dev.latchkey.dashboard;

import dev.latchkey.access.Audience;
import dev.latchkey.access.OpenTo;
import dev.latchkey.audit.UsageReach;
import dev.latchkey.key.ApiKeyView;
import dev.latchkey.key.KeyType;
import dev.latchkey.key.ManagedKeys;
import dev.latchkey.user.Role;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Revokes a key, after saying who will notice. */
@OpenTo(Audience.DASHBOARD)
@OwnForms
@Path("/dashboard/{organization}/{environment}/keys")
class KeyEndPage {

    private static final Duration RECENT = Duration.ofHours(1);

    private final Assets assets;
    private final ManagedKeys keys;
    private final UsageReach reach;
    private final Confirmation confirmation;

    KeyEndPage(Assets assets, ManagedKeys keys, UsageReach reach, Confirmation confirmation) {
        this.assets = assets;
        this.keys = keys;
        this.reach = reach;
        this.confirmation = confirmation;
    }

    @GET
    @Path("/{id}/revoke")
    @Allows(Role.DEVELOPER)
    public Uni<Response> revokeKeyPage(RoutingContext request, @RestPath String id) {
        return page(request, id, FormErrors.NONE).chain(Html::page);
    }

    @POST
    @Path("/{id}/revoke")
    @Allows(Role.DEVELOPER)
    @Cancellable(false)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> revokeKey(
            RoutingContext request, @RestPath String id, @RestForm String formToken, @RestForm String password) {
        var visit = Visit.of(request);
        return keys.get(visit.caller(), id)
                .chain(key -> confirmation.check(isNeeded(visit, key), password, request))
                .chain(() -> keys.revoke(visit.caller(), id))
                .chain(done -> Html.goTo(Shell.base(visit) + "/keys/" + id))
                .onFailure(FormErrors::areIn)
                .recoverWithUni(failure ->
                        page(request, id, FormErrors.of(failure).orElseThrow()).chain(Html::notValid));
    }

    private Uni<TemplateInstance> page(RoutingContext request, String id, FormErrors errors) {
        var visit = Visit.of(request);
        var owner = visit.caller();
        return keys.get(owner, id)
                .chain(key -> reach.since(
                                owner.organizationId(),
                                owner.environment(),
                                ManagedKeys.parse(id),
                                Instant.now().minus(RECENT))
                        .map(use -> Templates.revoke(
                                new Shell("Revoke " + key.name(), KeysPage.SECTION, visit, assets),
                                new KeyRow(key, ""),
                                RecentUse.of(use),
                                isNeeded(visit, key),
                                errors)));
    }

    private static boolean isNeeded(Visit visit, ApiKeyView key) {
        return Confirmation.isNeeded(visit, key.type() == KeyType.SECRET);
    }
}
