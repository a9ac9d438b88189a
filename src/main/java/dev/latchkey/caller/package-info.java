/**
 * Who a granted request acts for, as a resource sees it.
 *
 * <p>Promise: a resource never looks at a header or a token; it asks who calls and gets an organization, an
 * environment and a key.
 */
package dev.latchkey.caller;
