/** What to do when a key has leaked: stop it, replace it, and see what was done with it. */
package dev.latchkey.leak;
