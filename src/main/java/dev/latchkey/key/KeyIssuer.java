package dev.latchkey.key;

import dev.latchkey.key.Keys.NewKey;
import dev.latchkey.organization.Environment;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes keys, for the API and for the first start. */
@ApplicationScoped
public class KeyIssuer {

    private final Authenticator authenticator;
    private final Keys keys;

    KeyIssuer(Authenticator authenticator, Keys keys) {
        this.authenticator = authenticator;
        this.keys = keys;
    }

    /** Makes a key that does not expire and gives its token, which is nowhere else. */
    public Uni<KeyToken> issue(UUID organizationId, Environment environment, KeyType type, String name, Instant now) {
        return issue(new NewKey(organizationId, environment, type, name, Optional.empty()), now)
                .map(Issued::token);
    }

    /** A new key and its token. */
    record Issued(ApiKey key, KeyToken token) {}

    Uni<Issued> issue(NewKey wanted, Instant now) {
        var token = authenticator.tokens().generate(wanted.type(), wanted.environment());
        var digest = authenticator.digest(token);
        return keys.insert(wanted, token, digest, authenticator.pepper().id(), now)
                .invoke(() -> authenticator.cache().invalidate(List.of(digest)))
                .map(key -> new Issued(key, token));
    }
}
