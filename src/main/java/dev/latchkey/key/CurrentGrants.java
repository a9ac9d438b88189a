package dev.latchkey.key;

import dev.latchkey.caller.Caller;
import dev.latchkey.id.TypeId;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Optional;

/** What keys allow now, for whoever asks about a key instead of with it. */
@ApplicationScoped
public class CurrentGrants {

    private static final String NEWEST_SECRET = "from KeySecret s join fetch s.apiKey k join fetch k.organization "
            + "where k.id = :id and k.organization.id = :organization and k.environment = :environment "
            + "order by s.id desc";

    /** What the newest secret of one of the caller's keys proves, read anew; empty when there is no such key. */
    public Uni<Optional<Grant>> of(Caller owner, String id) {
        var uuid = TypeId.API_KEY.parse(id);
        return uuid.isEmpty()
                ? Uni.createFrom().item(Optional.empty())
                : Panache.withSession(() -> KeySecret.<KeySecret>find(
                                NEWEST_SECRET, new HashMap<>(Keys.own(owner, uuid.get())))
                        .firstResult()
                        .map(secret -> Optional.ofNullable(secret).map(Grant::of)));
    }
}
