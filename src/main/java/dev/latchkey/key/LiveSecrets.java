package dev.latchkey.key;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Asks Postgres which secrets prove keys now, and when each was last used. */
@ApplicationScoped
class LiveSecrets {

    private static final String OF_KEYS = """
            select api_key_id, id, hint, created_at, last_used_at(api_key_id, id), retires_at,
                retire_when_idle_ms
            from key_secrets where api_key_id in (:keys) and (retires_at is null or retires_at > :now)
            order by id desc""";

    /** By key, newest first. One query, however many keys. */
    Uni<Map<UUID, List<LiveSecret>>> of(Collection<ApiKey> keys, Instant now) {
        return keys.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : Panache.withSession(() -> Panache.getSession()
                        .chain(session -> session.createNativeQuery(OF_KEYS, Object[].class)
                                .setParameter(
                                        "keys", keys.stream().map(key -> key.id).toList())
                                .setParameter("now", now)
                                .getResultList())
                        .map(LiveSecrets::byKey));
    }

    private static Map<UUID, List<LiveSecret>> byKey(List<Object[]> rows) {
        return rows.stream()
                .collect(Collectors.groupingBy(
                        row -> (UUID) row[0], Collectors.mapping(LiveSecrets::secret, Collectors.toList())));
    }

    private static LiveSecret secret(Object[] row) {
        return new LiveSecret(
                (UUID) row[1],
                (String) row[2],
                time(row[3]).orElseThrow(),
                time(row[4]),
                time(row[5]),
                Optional.ofNullable((Long) row[6]).map(Duration::ofMillis));
    }

    private static Optional<Instant> time(Object value) {
        return Optional.ofNullable((OffsetDateTime) value).map(OffsetDateTime::toInstant);
    }
}
