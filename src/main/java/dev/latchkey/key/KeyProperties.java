package dev.latchkey.key;

import dev.latchkey.key.restriction.Restrictions;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** What can be changed of a key. */
record KeyProperties(
        String name,
        Optional<String> description,
        Map<String, String> metadata,
        Optional<Instant> expiresAt,
        Restrictions restrictions) {

    KeyProperties {
        metadata = Map.copyOf(metadata);
    }

    /** Only a name. */
    static KeyProperties named(String name, Optional<Instant> expiresAt) {
        return new KeyProperties(name, Optional.empty(), Map.of(), expiresAt, Restrictions.NONE);
    }

    static KeyProperties of(ApiKey key) {
        return new KeyProperties(
                key.name,
                Optional.ofNullable(key.description),
                metadata(key),
                Optional.ofNullable(key.expiresAt),
                key.restrictions());
    }

    /** Makes the key so. */
    void applyTo(ApiKey key) {
        key.name = name;
        key.description = description.orElse(null);
        key.metadata = metadata.isEmpty() ? null : new JsonObject(Map.copyOf(metadata)).encode();
        key.expiresAt = expiresAt.orElse(null);
        key.scopes = restrictions.scopes().texts();
        key.allowedAddresses = restrictions.addressTexts();
    }

    /** The names of what is different, as the API has them. */
    List<String> differences(KeyProperties other) {
        var names = new ArrayList<String>();
        note(names, "name", name, other.name());
        note(names, "description", description, other.description());
        note(names, "metadata", metadata, other.metadata());
        note(names, "expiresAt", expiresAt, other.expiresAt());
        note(names, "scopes", restrictions.scopes(), other.restrictions().scopes());
        note(
                names,
                "allowedAddresses",
                restrictions.allowedAddresses(),
                other.restrictions().allowedAddresses());
        return names;
    }

    static Map<String, String> metadata(ApiKey key) {
        return key.metadata == null
                ? Map.of()
                : new JsonObject(key.metadata)
                        .stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> (String) entry.getValue()));
    }

    private static void note(List<String> names, String name, Object one, Object other) {
        if (!Objects.equals(one, other)) {
            names.add(name);
        }
    }
}
