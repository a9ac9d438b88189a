package dev.latchkey.dashboard;

import dev.latchkey.access.Audience;
import dev.latchkey.access.OpenTo;
import dev.latchkey.access.PublicUrl;
import dev.latchkey.audit.UsageReach;
import dev.latchkey.key.ApiKeyView;
import dev.latchkey.key.KeyType;
import dev.latchkey.key.LeakReports;
import dev.latchkey.key.LeakReports.Reported;
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
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.server.Cancellable;

/** What to do when a key has leaked: replace it, revoke it for good, and see what was done with it. */
@OpenTo(Audience.DASHBOARD)
@OwnForms
@Path("/dashboard/{organization}/{environment}/keys")
class LeakPage {

    private static final Duration LOOK_BACK = Duration.ofDays(30);

    private final Assets assets;
    private final ManagedKeys keys;
    private final LeakReports reports;
    private final UsageReach reach;
    private final Confirmation confirmation;
    private final PublicUrl url;

    LeakPage(
            Assets assets,
            ManagedKeys keys,
            LeakReports reports,
            UsageReach reach,
            Confirmation confirmation,
            PublicUrl url) {
        this.assets = assets;
        this.keys = keys;
        this.reports = reports;
        this.reach = reach;
        this.confirmation = confirmation;
        this.url = url;
    }

    @GET
    @Path("/{id}/leak")
    @Allows(Role.DEVELOPER)
    public Uni<Response> leakPage(RoutingContext request, @RestPath String id) {
        return page(request, id, FormErrors.NONE).chain(Html::page);
    }

    @POST
    @Path("/{id}/leak")
    @Allows(Role.DEVELOPER)
    @Cancellable(false)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> reportLeak(
            RoutingContext request, @RestPath String id, @RestForm String replace, @RestForm String password) {
        var visit = Visit.of(request);
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return keys.get(visit.caller(), id)
                .call(key -> confirmation.check(isNeeded(visit, key), password, request))
                .chain(key -> reports.report(
                                visit.caller(),
                                ManagedKeys.parse(id),
                                true,
                                Optional.of("in the dashboard"),
                                replace != null,
                                now)
                        .map(reported -> reported.orElseThrow(Guard::noSuchPage))
                        .chain(reports::confirmed)
                        .chain(reported -> view(request, key, reported, now.minus(LOOK_BACK))))
                .chain(view ->
                        Html.page(Templates.leaked(new Shell("After the leak", KeysPage.SECTION, visit, assets), view)))
                .onFailure(FormErrors::areIn)
                .recoverWithUni(failure ->
                        page(request, id, FormErrors.of(failure).orElseThrow()).chain(Html::notValid));
    }

    private Uni<LeakView> view(RoutingContext request, ApiKeyView old, Reported reported, Instant since) {
        var owner = Visit.of(request).caller();
        return reach.since(owner.organizationId(), owner.environment(), reported.apiKeyId(), since)
                .map(use -> new LeakView(
                        new KeyRow(old, ""),
                        reported.replacement()
                                .map(made -> new NewToken(
                                        "",
                                        made.id(),
                                        made.name(),
                                        made.token(),
                                        made.type() == KeyType.SECRET,
                                        "",
                                        url.of(request.request()))),
                        reported.revoked().effectiveBy(),
                        since,
                        use));
    }

    private Uni<TemplateInstance> page(RoutingContext request, String id, FormErrors errors) {
        var visit = Visit.of(request);
        return keys.get(visit.caller(), id)
                .map(key -> Templates.leak(
                        new Shell("This key leaked", KeysPage.SECTION, visit, assets),
                        new KeyRow(key, ""),
                        isNeeded(visit, key),
                        errors));
    }

    private static boolean isNeeded(Visit visit, ApiKeyView key) {
        return Confirmation.isNeeded(visit, key.type() == KeyType.SECRET);
    }
}
