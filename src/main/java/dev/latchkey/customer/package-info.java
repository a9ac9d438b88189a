/**
 * The customers of an organization: whom a portal session is for.
 *
 * <p>Promise: a customer is seen by keys of its own organization and environment alone; an {@code externalId} names at
 * most one there; who deletes one deletes it.
 */
package dev.latchkey.customer;
