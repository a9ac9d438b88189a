package dev.latchkey.start;

import dev.latchkey.id.UuidV7;
import dev.latchkey.key.KeyIssuer;
import dev.latchkey.key.KeyToken;
import dev.latchkey.key.KeyType;
import dev.latchkey.organization.Environment;
import dev.latchkey.organization.Organization;
import dev.latchkey.user.Invitations;
import dev.latchkey.user.SecretToken;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the first organization with its first keys, once, whichever replica comes first. */
@ApplicationScoped
class FirstOrganization {

    private final BootstrapConfig config;
    private final KeyIssuer issuer;
    private final UuidV7 ids;
    private final Schema schema;
    private final Welcome welcome;
    private final Invitations invitations;

    FirstOrganization(
            BootstrapConfig config,
            KeyIssuer issuer,
            UuidV7 ids,
            Schema schema,
            Welcome welcome,
            Invitations invitations) {
        this.invitations = invitations;
        this.config = config;
        this.issuer = issuer;
        this.ids = ids;
        this.schema = schema;
        this.welcome = welcome;
    }

    void makeIfThereIsNone(Duration patience) {
        config.organization().map(String::strip).filter(name -> !name.isEmpty()).ifPresent(name -> {
            try {
                VertxContextSupport.subscribeAndAwait(
                        () -> makeIfThereIsNone(name).ifNoItem().after(patience).fail());
            } catch (Throwable e) {
                throw new IllegalStateException("the first organization could not be made", e);
            }
        });
    }

    private Uni<Void> makeIfThereIsNone(String name) {
        return schema.isCurrent()
                .chain(current -> !current
                        ? Uni.createFrom().voidItem()
                        : Panache.withTransaction(() -> lock().chain(Organization::none)
                                        .chain(none -> none
                                                ? make(name).map(Optional::of)
                                                : Uni.createFrom().item(Optional.<First>empty())))
                                .invoke(first -> first.ifPresentOrElse(
                                        made -> welcome.first(name, made.tokens(), made.link()), welcome::again))
                                .replaceWithVoid());
    }

    private static Uni<Integer> lock() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("lock table organizations in share row exclusive mode")
                        .executeUpdate());
    }

    /** What is shown of the first organization, once. */
    private record First(List<KeyToken> tokens, SecretToken link) {}

    private Uni<First> make(String name) {
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var organization = Organization.named(name, ids.next(now), now);
        var keys = new ArrayList<Uni<KeyToken>>();
        for (var environment : Environment.values()) {
            if (environment == Environment.TEST || config.live()) {
                for (var type : KeyType.values()) {
                    keys.add(issuer.issue(organization.id, environment, type, "First " + type + " key", now));
                }
            }
        }
        return organization
                .persist()
                .chain(() -> Multi.createFrom()
                        .iterable(keys)
                        .onItem()
                        .transformToUniAndConcatenate(key -> key)
                        .collect()
                        .asList())
                .chain(tokens -> invitations.ownerLink(organization.id, now).map(link -> new First(tokens, link)));
    }
}
