/**
 * What every list has in common: newest first, {@code limit}, opaque cursors.
 *
 * <p>Promise: a page costs the same wherever it is in the list, and rows that arrive meanwhile shift nothing.
 */
package dev.latchkey.page;
