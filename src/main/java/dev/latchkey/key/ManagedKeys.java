package dev.latchkey.key;

import dev.latchkey.caller.Caller;
import dev.latchkey.conditional.IfMatch;
import dev.latchkey.id.TypeId;
import dev.latchkey.key.KeyChanges.NewKey;
import dev.latchkey.key.KeyRotations.Plan;
import dev.latchkey.page.Page;
import dev.latchkey.page.PageRequest;
import dev.latchkey.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Keys as a person manages them: the same use cases as those of the API, without its HTTP. What is not there, or is
 * another's, is a 404; what is not valid a problem that names the fields.
 */
@ApplicationScoped
public class ManagedKeys {

    private final Keys keys;
    private final ApiKeyViews views;
    private final KeyEvents events;
    private final KeyIssuer issuer;
    private final CurrentActor actor;
    private final ThisReplica replica;
    private final Validator validator;
    private final InstantSource clock = InstantSource.system();

    ManagedKeys(
            Keys keys,
            ApiKeyViews views,
            KeyEvents events,
            KeyIssuer issuer,
            CurrentActor actor,
            ThisReplica replica,
            Validator validator) {
        this.keys = keys;
        this.views = views;
        this.events = events;
        this.issuer = issuer;
        this.actor = actor;
        this.replica = replica;
        this.validator = validator;
    }

    /** Newest first. */
    public Uni<Page<ApiKeyView>> list(Caller owner, PageRequest page) {
        var now = now();
        return keys.list(owner, Optional.empty(), Optional.empty(), page, now)
                .chain(rows -> views.of(rows, now).map(view -> Page.of(rows, page, key -> key.id, view)));
    }

    public Uni<ApiKeyView> get(Caller owner, String id) {
        return keys.find(owner, parse(id))
                .map(found -> found.orElseThrow(ApiKeysResource::noSuchKey))
                .chain(key -> views.of(List.of(key), now()).map(view -> view.apply(key)));
    }

    /** Newest first. */
    public Uni<Page<KeyEventView>> events(Caller owner, String id, PageRequest page) {
        var key = parse(id);
        return keys.find(owner, key)
                .map(found -> found.orElseThrow(ApiKeysResource::noSuchKey))
                .chain(found -> events.list(owner, key, page))
                .map(rows -> Page.of(rows, page, event -> event.id, KeyEventView::of));
    }

    /** The event that made each of these keys, by the id of the key. */
    public Uni<Map<String, KeyEventView>> origins(Caller owner, Collection<ApiKeyView> shown) {
        return events.origins(owner, shown.stream().map(key -> parse(key.id())).toList());
    }

    /** Makes a key; its token is in the answer and nowhere else. */
    public Uni<CreatedApiKey> create(Caller owner, CreateApiKey wanted) {
        var now = now();
        var violations = validator.validate(wanted);
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
        var errors = wanted.unfit(wanted.typeOrDefault(), Optional.empty(), now);
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors).asException();
        }
        return issuer.issue(new NewKey(owner.organizationId(), owner.environment(), wanted), actor.get(), now)
                .map(issued -> CreatedApiKey.of(issued, now));
    }

    /** Gives a key a second secret; its token is in the answer and nowhere else. */
    public Uni<RotatedApiKey> rotate(Caller owner, String id, RotateApiKey how) {
        var violations = validator.validate(how);
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
        Plan plan = how.plan();
        return issuer.rotate(owner, parse(id), plan, actor.get(), now())
                .map(done -> done.orElseThrow(ApiKeysResource::noSuchKey))
                .chain(rotation ->
                        replica.receiptOrWorst().map(receipt -> RotatedApiKey.of(rotation, receipt.effectiveBy())));
    }

    public Uni<RevokedApiKey> revoke(Caller owner, String id) {
        return issuer.revoke(owner, parse(id), IfMatch.ANYTHING, actor.get(), now())
                .map(done -> done.orElseThrow(ApiKeysResource::noSuchKey))
                .chain(done -> replica.receiptOrWorst().map(receipt -> RevokedApiKey.of(done.key(), receipt)));
    }

    /** Undoes a revocation; a problem when it is too late. */
    public Uni<Void> restore(Caller owner, String id) {
        return issuer.restore(owner, parse(id), actor.get(), now())
                .map(done -> done.orElseThrow(ApiKeysResource::noSuchKey))
                .replaceWithVoid();
    }

    /** Until when a key that was revoked then can be restored. */
    public static Instant restorableUntil(Instant revokedAt) {
        return revokedAt.plus(KeyRevocations.RESTORABLE_FOR);
    }

    /** The id of a key as the tables have it; a 404 when it is none. */
    public static UUID parse(String id) {
        return TypeId.API_KEY.parse(id).orElseThrow(ApiKeysResource::noSuchKey);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
