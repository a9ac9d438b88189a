package dev.latchkey.key;

/** The outcome of checking a token: a value, never an exception. */
public sealed interface Verdict {

    /** The key may act. */
    record Granted(Grant grant) implements Verdict {}

    /** The key is real, and its holder is told why it may not act. */
    record Refused(Grant grant, Reason reason) implements Verdict {}

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
        EXPIRED
    }
}
