/**
 * Takes tokens out of text that is kept: rows and logs.
 *
 * <p>Promise: whoever sends a token where it does not belong, such as in a path, does not have it written down.
 */
package dev.latchkey.redaction;
