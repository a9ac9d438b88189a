/** What a key may be used for, and from where. */
package dev.latchkey.key.restriction;
