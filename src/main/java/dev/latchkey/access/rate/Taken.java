package dev.latchkey.access.rate;

/** How many requests were made with a key that the other replicas do not know of yet. */
record Taken(LimitedKey key, long requests) {}
