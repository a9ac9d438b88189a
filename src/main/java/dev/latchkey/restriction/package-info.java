/**
 * What a key can be limited to: scopes, addresses, origins and a rate, and which scope a route needs.
 *
 * <p>Promise: plain values, read from text once and only asked afterwards. Nothing is ever looked up by name, and what
 * cannot be read any more limits a key further, never less.
 */
package dev.latchkey.restriction;
