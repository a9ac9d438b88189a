/**
 * The tenant and its two environments.
 *
 * <p>Promise: everything belongs to exactly one organization and one environment, and what belongs to one is never
 * visible to another.
 */
package dev.latchkey.organization;
