package dev.latchkey.key;

import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemType;
import dev.latchkey.restriction.AllowedAddresses;
import dev.latchkey.restriction.Scopes;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Keeps a key from getting more than it has itself through another key: scopes, addresses and time. For secret keys
 * only, since what a publishable key reads is public.
 */
final class OwnLimits {

    private static final List<String> ALL = List.of("scopes", "allowedAddresses", "expiresAt");

    private OwnLimits() {}

    /** A new key, or one whose new secret the caller is about to be told. A key may always rotate itself. */
    static void check(Actor by, ApiKey key) {
        if (!by.apiKeyId().equals(Optional.of(key.id))) {
            checkChange(by, key, ALL);
        }
    }

    /** A key of which these fields were changed. */
    static void checkChange(Actor actor, ApiKey key, Collection<String> changed) {
        if (key.type == KeyType.SECRET) {
            actor.grant().ifPresent(by -> checkSecret(by, key, changed));
        }
    }

    private static void checkSecret(Grant by, ApiKey key, Collection<String> changed) {
        var own = by.restrictions();
        if (changed.contains("scopes") && !Scopes.of(key.scopes()).areWithin(own.scopes())) {
            throw refusal("It has only the scopes "
                    + own.scopes().named().stream()
                            .map(Object::toString)
                            .sorted()
                            .toList()
                    + ", so name no others in 'scopes'.");
        }
        if (changed.contains("allowedAddresses")
                && !AllowedAddresses.of(key.allowedAddresses()).areWithin(own.addresses())) {
            throw refusal("It may be used from its own allowedAddresses only, so name none outside of them.");
        }
        if (changed.contains("expiresAt")
                && by.expiresAt()
                        .filter(end -> Optional.ofNullable(key.expiresAt)
                                .filter(time -> !time.isAfter(end))
                                .isEmpty())
                        .isPresent()) {
            throw refusal("It expires at " + by.expiresAt().get() + ", so 'expiresAt' must not be later.");
        }
    }

    private static RuntimeException refusal(String why) {
        return Problem.of(ProblemType.EXCEEDS_CALLER, "A key cannot give another one more than it has itself. " + why)
                .asException();
    }
}
