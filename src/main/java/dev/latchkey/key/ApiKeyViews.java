package dev.latchkey.key;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Gathers what the API shows of keys beside their own rows, with as many queries for a page as for one key. */
@ApplicationScoped
class ApiKeyViews {

    private final LastUses lastUses;
    private final LiveSecrets liveSecrets;

    ApiKeyViews(LastUses lastUses, LiveSecrets liveSecrets) {
        this.lastUses = lastUses;
        this.liveSecrets = liveSecrets;
    }

    /** What shows each of these keys. */
    Uni<Function<ApiKey, ApiKeyView>> of(Collection<ApiKey> keys, Instant now) {
        return lastUses.of(keys)
                .chain(uses -> liveSecrets
                        .of(keys, now)
                        .map(secrets -> key -> ApiKeyView.of(
                                key,
                                Optional.ofNullable(uses.get(key.id)),
                                KeySecretView.of(secrets.getOrDefault(key.id, List.of()), now),
                                now)));
    }
}
