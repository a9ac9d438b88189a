package dev.latchkey.key;

import java.util.Optional;

/** The outcome of checking a token: a value, never an exception. */
public sealed interface Verdict {

    /** The key, when there is one, whether or not it may act. */
    default Optional<Grant> key() {
        return Optional.empty();
    }

    /** The key may act. */
    record Granted(Grant grant) implements Verdict {
        @Override
        public Optional<Grant> key() {
            return Optional.of(grant);
        }
    }

    /** The key is real, and its holder is told why it may not act. */
    record Refused(Grant grant, Reason reason) implements Verdict {
        @Override
        public Optional<Grant> key() {
            return Optional.of(grant);
        }
    }

    /** There is no such key, or no way to find out. */
    enum Unproven implements Verdict {
        /** Not a token. */
        MALFORMED,
        /** A token that belongs to no key. */
        UNKNOWN,
        /** Postgres cannot be asked and the cache does not know. */
        CANNOT_CHECK
    }

    /** Why a real key may not act. */
    enum Reason {
        REVOKED,
        EXPIRED,
        /** The key has a newer secret, and this one was retired. */
        ROTATED
    }
}
