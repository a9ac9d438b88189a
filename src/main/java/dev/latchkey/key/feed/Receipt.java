package dev.latchkey.key.feed;

import java.time.Instant;

/**
 * Who has heard of a change.
 *
 * @param effectiveBy after this no replica goes by what was before
 * @param confirmed how many replicas have said that they go by it
 * @param outstanding how many have not, and count until they could no longer decide anything
 */
public record Receipt(Instant effectiveBy, int confirmed, int outstanding) {}
