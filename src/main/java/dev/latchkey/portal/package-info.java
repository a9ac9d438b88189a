/**
 * Portal sessions: an organization's customer sees its own page for a time, without an account here.
 *
 * <p>Promise: a link is opened once, by a click; what opened it is worth nothing afterwards. A session shows its own
 * customer and what is public, and nothing else. Once it is over, no replica goes by it longer than by a revoked key.
 */
package dev.latchkey.portal;
