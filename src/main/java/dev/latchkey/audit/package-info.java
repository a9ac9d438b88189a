/**
 * The usage log: one row per request made with a key.
 *
 * <p>Promise: room for a request's row is taken before the request is handled, so a request that was answered has its
 * row or will have it; a request for which there is no room is not handled. The request path never waits for Postgres.
 * What Postgres refuses as data goes to a dead-letter table and holds nothing up. At every quiet moment accepted =
 * stored + queued + dead-lettered + dropped.
 *
 * <p>The queue is in memory for now: it survives an outage of Postgres and a SIGTERM, not the death of the process.
 */
package dev.latchkey.audit;
