/**
 * The Developer Zone: pages for the people of an organization, on which they manage keys and look up who did what.
 *
 * <p>Promise: a page does what the API does, through the same use cases. Who sees it is said on every route, another
 * organization's things are a 404, and no change is made but by a form of our own.
 */
package dev.latchkey.dashboard;
