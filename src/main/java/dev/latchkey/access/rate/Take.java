package dev.latchkey.access.rate;

/**
 * One request against the limit of its key.
 *
 * @param isAllowed whether it was within the limit
 * @param left how many more may come at once
 * @param nanosToNext how long until another is allowed, when this one is not
 * @param nanosToFull how long until all of the limit may come at once, if none comes before
 */
public record Take(boolean isAllowed, long left, long nanosToNext, long nanosToFull) {}
