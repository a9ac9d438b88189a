package dev.latchkey.key;

import dev.latchkey.key.FoundTokens.Action;
import dev.latchkey.key.FoundTokens.Found;
import dev.latchkey.key.FoundTokens.Outcome;
import dev.latchkey.key.FoundTokens.Result;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Some tokens that were found together, and what becomes of their keys. Used once, in one transaction. */
final class FoundBatch {

    private final Map<Digest, Found> found = new LinkedHashMap<>();
    private final Map<UUID, Outcome> outcomes = new HashMap<>();
    private final Map<String, Result> results = new HashMap<>();
    private final LeakMarks marks;
    private final Action action;
    private final Actor by;
    private final Instant now;

    FoundBatch(
            Collection<Found> tokens,
            Authenticator authenticator,
            LeakMarks marks,
            Action action,
            Actor by,
            Instant now) {
        this.marks = marks;
        this.action = action;
        this.by = by;
        this.now = now;
        // The first to name a token says where it was.
        tokens.forEach(one -> authenticator
                .parse(one.token())
                .map(authenticator::digests)
                .orElse(List.of())
                .forEach(digest -> found.putIfAbsent(Digest.of(digest), one)));
    }

    /** Every digest under which one of the tokens may be stored. */
    List<byte[]> digests() {
        return found.keySet().stream().map(Digest::bytes).toList();
    }

    /** Deals with the keys of the tokens, which are locked; with each once, however many of its secrets were found. */
    Uni<Map<String, Result>> apply(List<KeySecret> secrets) {
        return Multi.createFrom()
                .iterable(secrets)
                .filter(secret -> found.containsKey(Digest.of(secret.digest)))
                .onItem()
                .transformToUniAndConcatenate(secret -> apply(secret, found.get(Digest.of(secret.digest))))
                .onItem()
                .ignoreAsUni()
                .replaceWith(results);
    }

    private Uni<Void> apply(KeySecret secret, Found token) {
        var key = secret.apiKey;
        return outcome(secret, token)
                .invoke(outcome -> results.put(token.token(), new Result(outcome, key.id)))
                .replaceWithVoid();
    }

    private Uni<Outcome> outcome(KeySecret secret, Found token) {
        var key = secret.apiKey;
        if (secret.retiresAt != null && !now.isBefore(secret.retiresAt)) {
            return Uni.createFrom().item(Outcome.RETIRED);
        }
        if (outcomes.containsKey(key.id)) {
            return Uni.createFrom().item(outcomes.get(key.id));
        }
        if (key.leakReportedAt != null) {
            return Uni.createFrom().item(Outcome.KNOWN);
        }
        var done = switch (action) {
            case REVOKE -> marks.stop(key, Optional.of(token.detail()), by, now).replaceWith(Outcome.REVOKED);
            case NOTE -> marks.note(key, Optional.of(token.detail()), by, now).replaceWith(Outcome.NOTED);
        };
        return done.invoke(outcome -> outcomes.put(key.id, outcome));
    }
}
