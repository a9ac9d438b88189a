/**
 * Changing what is there: what every PATCH has in common.
 *
 * <p>Promise: a merge patch is read like any other body: a field that does not exist, a value of the wrong type and one
 * that breaks a rule are each a 400 that names the field.
 */
package dev.latchkey.patch;
