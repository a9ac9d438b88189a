package dev.latchkey.dashboard;

import dev.latchkey.access.Audience;
import dev.latchkey.access.OpenTo;
import dev.latchkey.access.PublicUrl;
import dev.latchkey.problem.Problem;
import dev.latchkey.user.Email;
import dev.latchkey.user.Invitations;
import dev.latchkey.user.Members;
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
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Who belongs to an organization, in which role; for its owners. */
@OpenTo(Audience.DASHBOARD)
@OwnForms
@Path("/dashboard/{organization}/{environment}/team")
class TeamPage {

    private static final String SECTION = "team";

    private final Assets assets;
    private final Members members;
    private final Invitations invitations;
    private final PublicUrl url;

    TeamPage(Assets assets, Members members, Invitations invitations, PublicUrl url) {
        this.assets = assets;
        this.members = members;
        this.invitations = invitations;
        this.url = url;
    }

    @GET
    @Allows(Role.OWNER)
    public Uni<Response> teamPage(RoutingContext request) {
        return page(request, "", FormErrors.NONE);
    }

    @POST
    @Path("/invite")
    @Allows(Role.OWNER)
    @Cancellable(false)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> invite(RoutingContext request, @RestForm String email, @RestForm String role) {
        var typed = Objects.requireNonNullElse(email, "");
        return Uni.createFrom()
                .deferred(() -> {
                    var address = Email.parse(typed)
                            .orElseThrow(() -> Problem.invalid("email", "must be an e-mail address")
                                    .asException());
                    return invitations
                            .invite(organization(request), address, role(role), now())
                            .chain(link -> Html.page(Templates.invited(
                                    shell("Invited", request),
                                    address.text(),
                                    url.of(request.request()) + "/dashboard/invitations/" + link.text())));
                })
                .onFailure(FormErrors::areIn)
                .recoverWithUni(
                        failure -> page(request, typed, FormErrors.of(failure).orElseThrow()));
    }

    @POST
    @Path("/members/{id}/role")
    @Allows(Role.OWNER)
    @Cancellable(false)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> changeRole(RoutingContext request, @RestPath String id, @RestForm String role) {
        return change(request, () -> members.change(organization(request), id, role(role)));
    }

    @POST
    @Path("/members/{id}/remove")
    @Allows(Role.OWNER)
    @Cancellable(false)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> removeMember(RoutingContext request, @RestPath String id, @RestForm String formToken) {
        return change(request, () -> members.remove(organization(request), id));
    }

    @POST
    @Path("/invitations/{id}/withdraw")
    @Allows(Role.OWNER)
    @Cancellable(false)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> withdrawInvitation(RoutingContext request, @RestPath String id, @RestForm String formToken) {
        return change(request, () -> invitations.withdraw(organization(request), id));
    }

    private Uni<Response> change(RoutingContext request, Supplier<Uni<Void>> change) {
        // Whoever has ended their own membership is shown where else they belong.
        return Uni.createFrom()
                .deferred(change::get)
                .chain(() -> Html.goTo(Shell.base(Visit.of(request)) + "/team"))
                .onFailure(FormErrors::areIn)
                .recoverWithUni(
                        failure -> page(request, "", FormErrors.of(failure).orElseThrow()));
    }

    private Uni<Response> page(RoutingContext request, String email, FormErrors errors) {
        var organization = organization(request);
        return members.list(organization)
                .chain(all -> invitations.pending(organization, now()).chain(pending -> {
                    var page = Templates.team(shell("Team", request), new TeamView(all, pending, email, errors));
                    return errors.any() ? Html.notValid(page) : Html.page(page);
                }));
    }

    private Shell shell(String title, RoutingContext request) {
        return new Shell(title, SECTION, Visit.of(request), assets);
    }

    private static UUID organization(RoutingContext request) {
        return Visit.of(request).where().seat().organizationId();
    }

    private static Role role(String text) {
        return Stream.of(Role.values())
                .filter(role -> role.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("role", "must be owner, developer or viewer")
                        .asException());
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
