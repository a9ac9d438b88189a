/**
 * Holds usage events in local files until Postgres has them.
 *
 * <p>Promise: a payload that was appended is read, at least once and in order, until it is acknowledged, whatever
 * happens to the process, and with {@code fsync} whatever happens to the power once {@code durable} says so. Appending
 * after a reservation never fails and never waits. What is damaged costs no other record and is counted. Disk and
 * memory are bounded.
 *
 * <p>The log is cut into windows that take turns in two mapped files; a window that is in the way before it is
 * acknowledged is copied into an archive. {@code Spool} is the whole of it; {@code Appender} adds, {@code Backlog}
 * reads and lets go, {@code Keeper} makes room, {@code Forcer} makes durable, {@code Recovery} finds what was left.
 */
package dev.latchkey.audit.spool;
