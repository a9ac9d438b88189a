/**
 * The feed of changes to keys: how each replica learns what it must forget, how it knows that it knows, and how a
 * revocation learns who has heard of it.
 */
package dev.latchkey.key.feed;
