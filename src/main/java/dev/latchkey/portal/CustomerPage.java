package dev.latchkey.portal;

import dev.latchkey.access.Audience;
import dev.latchkey.access.OpenTo;
import dev.latchkey.access.PortalSessions.Verdict;
import dev.latchkey.customer.CustomerProfiles;
import dev.latchkey.restriction.RequiresNoScope;
import io.smallrye.mutiny.Uni;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The page of a customer. It works without scripts: each form is answered by a page. */
@Path("/portal")
@Produces(Html.TYPE)
@OpenTo(Audience.PORTAL_PAGES)
class CustomerPage {

    private final CurrentSession current;
    private final SessionIssuer issuer;
    private final CustomerProfiles customers;
    private final PageData data;
    private final InstantSource clock = InstantSource.system();

    CustomerPage(CurrentSession current, SessionIssuer issuer, CustomerProfiles customers, PageData data) {
        this.current = current;
        this.issuer = issuer;
        this.customers = customers;
        this.data = data;
    }

    @GET
    @RequiresNoScope
    @Operation(hidden = true)
    public Uni<RestResponse<String>> showPage(@RestQuery String saved, @RestQuery String activity) {
        return current.find()
                .map(grant -> page(200, grant, saved != null, Optional.empty(), activity))
                .orElseGet(this::refuse);
    }

    @POST
    @Path("/profile")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RequiresNoScope
    @Cancellable(false) // A client that leaves must not stop a change half-way.
    @Operation(hidden = true)
    public Uni<RestResponse<String>> saveProfile(MultivaluedMap<String, String> sent) {
        if (current.find().isEmpty()) {
            return refuse();
        }
        var grant = current.with(PortalFeature.PROFILE);
        return customers
                .update(grant.caller(), grant.customerId(), ProfileForm.patch(sent), now())
                .map(saved -> Html.seeOther("/portal?saved=1").build())
                .onFailure(ConstraintViolationException.class)
                .recoverWithUni(wrong -> page(400, grant, false, Optional.of(ProfileForm.of(sent, wrong)), null));
    }

    @POST
    @Path("/sign-out")
    @RequiresNoScope
    @Cancellable(false)
    @Operation(hidden = true)
    public Uni<RestResponse<String>> signOut() {
        return current.find()
                .map(grant -> issuer.end(grant.caller(), grant.sessionId(), now())
                        .chain(() -> data.look(grant.organizationId()))
                        .chain(look -> Notices.signedOut(look, grant.returnUrl()))
                        .map(this::withoutCookie))
                .orElseGet(this::refuse);
    }

    private Uni<RestResponse<String>> page(
            int status, SessionGrant grant, boolean saved, Optional<ProfileForm> rejected, String cursor) {
        return data.look(grant.organizationId())
                .chain(look -> data.page(grant, saved, rejected, cursor)
                        .chain(page -> Html.answer(status, Templates.page(look, page))));
    }

    private RestResponse<String> withoutCookie(RestResponse<String> answer) {
        return ResponseBuilder.fromResponse(answer)
                .cookie(current.cookie("", 0))
                .build();
    }

    private Uni<RestResponse<String>> refuse() {
        return Notices.cannotCheck(current.verdict().flatMap(Verdict::refusal)).orElseGet(Notices::signInAgain);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
