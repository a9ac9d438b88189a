package dev.latchkey.key;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Asks Postgres when keys were last used. The log keeps it; a key that was never used is not in the answer. */
@ApplicationScoped
class LastUses {

    private static final String OF_KEYS = """
            select api_key_id, max(last_used_at(api_key_id, key_secret_id)) from key_secret_uses
            where api_key_id in (:keys) group by api_key_id""";

    /** One query, however many keys. */
    Uni<Map<UUID, Instant>> of(Collection<ApiKey> keys) {
        return keys.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : Panache.withSession(() -> Panache.getSession()
                        .chain(session -> session.createNativeQuery(OF_KEYS, Object[].class)
                                .setParameter(
                                        "keys", keys.stream().map(key -> key.id).toList())
                                .getResultList())
                        .map(LastUses::byKey));
    }

    private static Map<UUID, Instant> byKey(List<Object[]> rows) {
        return rows.stream()
                .collect(Collectors.toMap(row -> (UUID) row[0], row -> ((OffsetDateTime) row[1]).toInstant()));
    }
}
