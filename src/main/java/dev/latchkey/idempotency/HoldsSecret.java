package dev.latchkey.idempotency;

/** What is answered once with a secret in it; a replay has everything but that. */
public interface HoldsSecret<T> {

    /** The same, without the secret, and saying so. */
    T withoutSecret();
}
