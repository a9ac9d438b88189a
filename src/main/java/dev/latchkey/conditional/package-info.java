/**
 * Requests that depend on what the client has seen already.
 *
 * <p>Promise: who sends {@code If-Match} overwrites nothing that they have not seen, and who sends
 * {@code If-None-Match} is not sent the same thing twice.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13">RFC 9110, 13: Conditional Requests</a>
 */
package dev.latchkey.conditional;
