/**
 * What people attach to what they make: pairs of strings that the service keeps and does not read.
 *
 * <p>Promise: the same bounds everywhere, and nothing that Postgres cannot store.
 */
package dev.latchkey.metadata;
