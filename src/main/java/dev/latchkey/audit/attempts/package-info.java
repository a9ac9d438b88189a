/**
 * Failed attempts: how often requests came with a key that is unknown or none, from where.
 *
 * <p>Promise: every attempt is counted once, and costs no statement and no more memory however many there are. Beyond
 * the most sources of a minute the count goes to "others", so that counts add up to the attempt. A few seconds later it
 * is in the table {@code failed_attempts}, once, whatever becomes of Postgres in between; only what was counted since is
 * lost with the process. Operators read them, tenants never do.
 */
package dev.latchkey.audit.attempts;
