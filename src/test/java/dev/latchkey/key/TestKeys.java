package dev.latchkey.key;

import dev.latchkey.id.TypeId;
import dev.latchkey.id.UuidV7;
import dev.latchkey.key.KeyChanges.NewKey;
import dev.latchkey.organization.Environment;
import dev.latchkey.organization.Organization;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Makes organizations and keys for tests. Each test has organizations of its own, so that none sees another's rows. */
@ApplicationScoped
public class TestKeys {

    private final KeyIssuer issuer;
    private final Authenticator authenticator;
    private final UuidV7 ids;

    TestKeys(KeyIssuer issuer, Authenticator authenticator, UuidV7 ids) {
        this.issuer = issuer;
        this.authenticator = authenticator;
        this.ids = ids;
    }

    /** A key as its holder knows it. */
    public record TestKey(String id, UUID uuid, String token) {}

    public UUID organization() {
        var organization = Organization.named("Organization of a test", ids.next(Instant.now()), now());
        run(() -> Panache.withTransaction(() -> organization.persist()));
        return organization.id;
    }

    public TestKey secret(UUID organization) {
        return issue(organization, KeyType.SECRET, Environment.TEST, Optional.empty());
    }

    public TestKey publishable(UUID organization) {
        return issue(organization, KeyType.PUBLISHABLE, Environment.TEST, Optional.empty());
    }

    public TestKey live(UUID organization) {
        return issue(organization, KeyType.SECRET, Environment.LIVE, Optional.empty());
    }

    public TestKey expiring(UUID organization, Instant at) {
        return issue(organization, KeyType.SECRET, Environment.TEST, Optional.of(at));
    }

    /** How many keys an organization has. */
    public long count(UUID organization) {
        return run(() -> Panache.withSession(() -> ApiKey.count("organization.id", organization)));
    }

    /** A token with the right shape and checksum that belongs to nobody. */
    public String unknownToken() {
        return authenticator.tokens().generate(KeyType.SECRET, Environment.TEST).text();
    }

    public String randomId() {
        return TypeId.API_KEY.format(ids.next(Instant.now()));
    }

    private TestKey issue(UUID organization, KeyType type, Environment environment, Optional<Instant> expiresAt) {
        var wanted = new NewKey(organization, environment, CreateApiKey.unlimited(type, "Key of a test", expiresAt));
        var issued = run(() -> issuer.issue(wanted, Actor.SERVICE, now()));
        return new TestKey(
                TypeId.API_KEY.format(issued.key().id),
                issued.key().id,
                issued.token().text());
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private static <T> T run(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
