/**
 * Names of things: UUIDv7 in the database, {@code key_…} on the wire.
 *
 * <p>Promise: an id carries the time it was made, sorts by it, says what kind of thing it names, and is never
 * secret.
 */
package dev.latchkey.id;
