/**
 * How often a key may be used.
 *
 * <p>Promise: a request is decided at once by a bucket in this process. Where replicas share a limit, what each has taken
 * is subtracted from one bucket in Postgres exactly once, shortly afterwards, and what they took too much together is
 * owed by all of them.
 */
package dev.latchkey.access.rate;
