package dev.latchkey.portal;

import dev.latchkey.access.Audience;
import dev.latchkey.access.OpenTo;
import dev.latchkey.access.PortalSessions.Verdict;
import dev.latchkey.restriction.RequiresNoScope;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/**
 * Opens links. Reading one spends nothing, since scanners of mail do that too: a person clicks, and that exchanges the
 * token for a cookie with another secret, so that what stays in the history of the browser is worth nothing.
 */
@Path("/portal")
@Produces(Html.TYPE)
@OpenTo(Audience.PORTAL_PAGES)
class LinkPage {

    private final CurrentSession current;
    private final SessionIssuer issuer;
    private final PageData data;
    private final InstantSource clock = InstantSource.system();

    LinkPage(CurrentSession current, SessionIssuer issuer, PageData data) {
        this.current = current;
        this.issuer = issuer;
        this.data = data;
    }

    @GET
    @Path("/{token}")
    @RequiresNoScope
    @Operation(hidden = true)
    public Uni<RestResponse<String>> showLink(@RestPath String token) {
        return current.find()
                .filter(SessionGrant::isByToken)
                .map(grant ->
                        data.look(grant.organizationId()).chain(look -> Html.answer(200, Templates.link(look, token))))
                .orElseGet(this::refuse);
    }

    @POST
    @Path("/{token}")
    @RequiresNoScope
    @Cancellable(false) // A client that leaves must not stop a change half-way.
    @Operation(hidden = true)
    public Uni<RestResponse<String>> openLink(@RestPath String token) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return current.find()
                .filter(SessionGrant::isByToken)
                .map(grant -> issuer.claim(grant, token, now)
                        .chain(cookie -> cookie.isPresent()
                                ? Uni.createFrom().item(welcome(grant, cookie.get(), now))
                                : data.look(grant.organizationId()).chain(Notices::linkUsed)))
                .orElseGet(this::refuse);
    }

    private RestResponse<String> welcome(SessionGrant grant, String cookie, Instant now) {
        return Html.seeOther("/portal")
                .cookie(current.cookie(cookie, (int) Math.max(1, now.until(grant.expiresAt(), ChronoUnit.SECONDS))))
                .build();
    }

    private Uni<RestResponse<String>> refuse() {
        var verdict = current.verdict();
        var cannotCheck = Notices.cannotCheck(verdict.flatMap(Verdict::refusal));
        if (cannotCheck.isPresent()) {
            return cannotCheck.get();
        }
        return verdict.flatMap(Verdict::session)
                .map(SessionGrant.class::cast)
                .filter(SessionGrant::isByToken)
                .map(grant -> data.look(grant.organizationId())
                        .chain(look -> grant.isClaimed() ? Notices.linkUsed(look) : Notices.linkOver(look)))
                .orElseGet(Notices::noSuchLink);
    }
}
