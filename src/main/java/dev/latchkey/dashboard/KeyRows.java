package dev.latchkey.dashboard;

import dev.latchkey.caller.Caller;
import dev.latchkey.id.TypeId;
import dev.latchkey.key.ApiKeyView;
import dev.latchkey.key.KeyEventView;
import dev.latchkey.key.ManagedKeys;
import dev.latchkey.user.Members;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Finds out who made keys and changed them, with as many queries for a page as for one. */
@ApplicationScoped
class KeyRows {

    private final ManagedKeys keys;
    private final Members members;

    KeyRows(ManagedKeys keys, Members members) {
        this.keys = keys;
        this.members = members;
    }

    Uni<List<KeyRow>> of(Caller owner, List<ApiKeyView> shown) {
        return keys.origins(owner, shown)
                .chain(origins -> emails(origins.values())
                        .map(emails -> shown.stream()
                                .map(key -> new KeyRow(key, who(Optional.ofNullable(origins.get(key.id())), emails)))
                                .toList()));
    }

    Uni<List<KeyView.EventRow>> events(List<KeyEventView> events) {
        return emails(events)
                .map(emails -> events.stream()
                        .map(event -> new KeyView.EventRow(
                                what(event),
                                event.occurredAt(),
                                who(Optional.of(event), emails),
                                Optional.ofNullable(event.detail()).orElse("")))
                        .toList());
    }

    private Uni<Map<UUID, String>> emails(Collection<KeyEventView> events) {
        return members.emails(events.stream()
                .map(KeyEventView::actorUserId)
                .flatMap(id -> Optional.ofNullable(id).flatMap(TypeId.USER::parse).stream())
                .collect(Collectors.toSet()));
    }

    private static String who(Optional<KeyEventView> event, Map<UUID, String> emails) {
        return event.map(one -> Optional.ofNullable(one.actorUserId())
                        .map(user -> TypeId.USER.parse(user).map(emails::get).orElse(user))
                        .or(() -> Optional.ofNullable(one.actorApiKeyId()))
                        .orElse("Latchkey"))
                .orElse("Latchkey");
    }

    private static String what(KeyEventView event) {
        return switch (event.type()) {
            case CREATED -> "Created";
            case UPDATED -> "Changed";
            case ROTATED -> "Rotated";
            case RETIRED -> "Old secret retired";
            case REVOKED -> "Revoked";
            case LEAK_REPORTED -> "Reported as leaked";
            case EXPOSED_IN_BROWSER -> "Seen in a browser";
            case LEAK_FOUND -> "Found in public";
            case RESTORED -> "Restored";
        };
    }
}
