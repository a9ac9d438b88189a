/**
 * Changes that a client may safely ask for again, because it names its request with {@code Idempotency-Key}.
 *
 * <p>Promise: however often and from wherever a named request comes within a day, the change is made once and every
 * answer is the same, whatever dies in between; no secret is stored for it.
 */
package dev.latchkey.idempotency;
