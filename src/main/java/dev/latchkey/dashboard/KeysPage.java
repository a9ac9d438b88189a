package dev.latchkey.dashboard;

import dev.latchkey.access.Audience;
import dev.latchkey.access.OpenTo;
import dev.latchkey.access.PublicUrl;
import dev.latchkey.key.ManagedKeys;
import dev.latchkey.page.PageRequest;
import dev.latchkey.page.Query;
import dev.latchkey.user.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The keys of an environment, and the making of another. */
@OpenTo(Audience.DASHBOARD)
@OwnForms
@Path("/dashboard/{organization}/{environment}/keys")
class KeysPage {

    static final String SECTION = "keys";

    private final Assets assets;
    private final ManagedKeys keys;
    private final KeyRows rows;
    private final Confirmation confirmation;
    private final PublicUrl url;

    KeysPage(Assets assets, ManagedKeys keys, KeyRows rows, Confirmation confirmation, PublicUrl url) {
        this.assets = assets;
        this.keys = keys;
        this.rows = rows;
        this.confirmation = confirmation;
        this.url = url;
    }

    @GET
    @Allows(Role.DEVELOPER)
    public Uni<Response> keysPage(RoutingContext request, @RestQuery String cursor) {
        var visit = Visit.of(request);
        var query = new Query();
        var page = PageRequest.of("api-keys", visit.caller(), query, null, cursor);
        query.check();
        return keys.list(visit.caller(), page)
                .chain(found -> rows.of(visit.caller(), found.data())
                        .chain(shown -> Html.page(
                                Templates.keys(shell("API keys", request), new KeysView(shown, found.nextCursor())))));
    }

    @GET
    @Path("/new")
    @Allows(Role.DEVELOPER)
    public Uni<Response> newKeyPage(RoutingContext request) {
        var form = KeyForm.empty(Confirmation.isNeeded(Visit.of(request), true));
        return Html.page(Templates.newKey(shell("New key", request), form, FormErrors.NONE));
    }

    @POST
    @Allows(Role.DEVELOPER)
    @Cancellable(false)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> makeKey(
            RoutingContext request,
            @RestForm String name,
            @RestForm String type,
            @RestForm String days,
            @RestForm("scopes") List<String> scopes,
            @RestForm String addresses,
            @RestForm String origins,
            @RestForm String requests,
            @RestForm String period,
            @RestForm String password) {
        var visit = Visit.of(request);
        var form = new KeyForm(
                text(name),
                text(type),
                text(days),
                Objects.requireNonNullElse(scopes, List.of()),
                text(addresses),
                text(origins),
                text(requests),
                text(period),
                Confirmation.isNeeded(visit, true));
        var needed = Confirmation.isNeeded(visit, form.isSecret());
        return Uni.createFrom()
                .deferred(() -> {
                    var wanted = form.wanted(Instant.now());
                    return confirmation
                            .check(needed, password, request)
                            .chain(() -> keys.create(visit.caller(), wanted));
                })
                .chain(made -> Html.page(Templates.keyMade(
                        shell("Key made", request),
                        new NewToken(
                                "Your key is ready",
                                made.id(),
                                made.name(),
                                made.token(),
                                form.isSecret(),
                                "",
                                url.of(request.request())))))
                .onFailure(FormErrors::areIn)
                .recoverWithUni(failure -> Html.notValid(Templates.newKey(
                        shell("New key", request), form, FormErrors.of(failure).orElseThrow())));
    }

    private Shell shell(String title, RoutingContext request) {
        return new Shell(title, SECTION, Visit.of(request), assets);
    }

    private static String text(String given) {
        return Objects.requireNonNullElse(given, "");
    }
}
