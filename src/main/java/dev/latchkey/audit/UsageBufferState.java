package dev.latchkey.audit;

/**
 * What is in a buffer at one moment.
 *
 * @param accepted events that were ever added, those found at start included
 * @param recovered events found at start, left by a process that died
 * @param held events that Postgres does not have yet
 * @param reserved requests in flight that have room taken for them
 * @param damaged events that were found damaged and are lost
 * @param bytes how much room is in use, or 0 when room is counted in events
 */
record UsageBufferState(long accepted, long recovered, long held, long reserved, long damaged, long bytes) {}
