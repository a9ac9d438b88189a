package dev.latchkey.start;

import dev.latchkey.id.TypeId;
import dev.latchkey.organization.Organization;
import dev.latchkey.user.Invitations;
import dev.latchkey.user.SecretToken;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Prints another link for an owner when the operator asks for it, so that a lost password or link locks nobody out. */
@ApplicationScoped
class OwnerLink {

    private final BootstrapConfig config;
    private final Schema schema;
    private final Invitations invitations;
    private final Welcome welcome;

    OwnerLink(BootstrapConfig config, Schema schema, Invitations invitations, Welcome welcome) {
        this.config = config;
        this.schema = schema;
        this.invitations = invitations;
        this.welcome = welcome;
    }

    void printIfAsked(Duration patience) {
        config.ownerLink().map(String::strip).filter(id -> !id.isEmpty()).ifPresent(id -> {
            Optional<SecretToken> link;
            try {
                link = VertxContextSupport.subscribeAndAwait(
                        () -> make(id).ifNoItem().after(patience).fail());
            } catch (Throwable e) {
                throw new IllegalStateException("the link for an owner could not be made", e);
            }
            welcome.ownerLink(link.orElseThrow(() -> new StartException(
                    "LATCHKEY_BOOTSTRAP_OWNER_LINK names no organization; it must be an id such as org_…, which "
                            + "/v1/verify tells.")));
        });
    }

    private Uni<Optional<SecretToken>> make(String id) {
        var organization = TypeId.ORGANIZATION.parse(id);
        return organization.isEmpty()
                ? Uni.createFrom().item(Optional.empty())
                : schema.isCurrent()
                        .chain(current -> current
                                ? Panache.withTransaction(() -> Organization.count("id", organization.get())
                                        .chain(found -> found == 0
                                                ? Uni.createFrom().item(Optional.<SecretToken>empty())
                                                : invitations
                                                        .ownerLink(organization.get(), now())
                                                        .map(Optional::of)))
                                : Uni.createFrom().item(Optional.empty()));
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
