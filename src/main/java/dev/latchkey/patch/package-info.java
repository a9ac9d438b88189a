/**
 * Changing what is there with a JSON merge patch.
 *
 * <p>Promise: what a patch makes is held to the same rules as what is sent whole, and an unknown field is refused
 * whatever its value.
 */
package dev.latchkey.patch;
