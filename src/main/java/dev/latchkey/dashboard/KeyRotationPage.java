package dev.latchkey.dashboard;

import dev.latchkey.access.Audience;
import dev.latchkey.access.OpenTo;
import dev.latchkey.access.PublicUrl;
import dev.latchkey.key.ApiKeyView;
import dev.latchkey.key.KeyType;
import dev.latchkey.key.ManagedKeys;
import dev.latchkey.key.RotateApiKey;
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
import java.util.Map;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Gives a key a second secret, and shows it once. */
@OpenTo(Audience.DASHBOARD)
@OwnForms
@Path("/dashboard/{organization}/{environment}/keys")
class KeyRotationPage {

    private static final Map<String, Duration> OVERLAPS = Map.of(
            "none", Duration.ZERO,
            "hour", Duration.ofHours(1),
            "day", Duration.ofDays(1),
            "week", Duration.ofDays(7),
            "month", Duration.ofDays(30));

    private final Assets assets;
    private final ManagedKeys keys;
    private final Confirmation confirmation;
    private final PublicUrl url;

    KeyRotationPage(Assets assets, ManagedKeys keys, Confirmation confirmation, PublicUrl url) {
        this.assets = assets;
        this.keys = keys;
        this.confirmation = confirmation;
        this.url = url;
    }

    @GET
    @Path("/{id}/rotate")
    @Allows(Role.DEVELOPER)
    public Uni<Response> rotateKeyPage(RoutingContext request, @RestPath String id) {
        return page(request, id, FormErrors.NONE).chain(Html::page);
    }

    @POST
    @Path("/{id}/rotate")
    @Allows(Role.DEVELOPER)
    @Cancellable(false)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> rotateKey(
            RoutingContext request, @RestPath String id, @RestForm String overlap, @RestForm String password) {
        var visit = Visit.of(request);
        var plan = new RotateApiKey(OVERLAPS.get(Objects.requireNonNullElse(overlap, "day")), null);
        return keys.get(visit.caller(), id)
                .chain(key -> confirmation.check(isNeeded(visit, key), password, request))
                .chain(() -> keys.rotate(visit.caller(), id, plan))
                .chain(rotated -> Html.page(Templates.keyMade(
                        new Shell("Key rotated", KeysPage.SECTION, visit, assets),
                        new NewToken(
                                "Your new secret is ready",
                                id,
                                rotated.apiKey().name(),
                                rotated.token(),
                                rotated.apiKey().type() == KeyType.SECRET,
                                "The old secret stops working at " + Texts.moment(rotated.effectiveBy()) + ".",
                                url.of(request.request())))))
                .onFailure(FormErrors::areIn)
                .recoverWithUni(failure ->
                        page(request, id, FormErrors.of(failure).orElseThrow()).chain(Html::notValid));
    }

    private Uni<TemplateInstance> page(RoutingContext request, String id, FormErrors errors) {
        var visit = Visit.of(request);
        return keys.get(visit.caller(), id)
                .map(key -> Templates.rotate(
                        new Shell("Rotate " + key.name(), KeysPage.SECTION, visit, assets),
                        new KeyRow(key, ""),
                        isNeeded(visit, key),
                        errors));
    }

    private static boolean isNeeded(Visit visit, ApiKeyView key) {
        return Confirmation.isNeeded(visit, key.type() == KeyType.SECRET);
    }
}
