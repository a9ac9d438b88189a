/**
 * API keys: tokens and their digests, the cache of grants, the routes that make, list, rotate and revoke keys,
 * and the history of those changes.
 *
 * <p>Promise: a raw token is in memory for one request and in the one response that creates it, nowhere else. A token
 * with a wrong shape costs nothing. A key that is cached is decided without waiting; one that is not costs one query
 * however many requests wait for it; and when Postgres cannot be asked, nobody is told that a good key is bad.
 */
package dev.latchkey.key;
