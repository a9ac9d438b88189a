/**
 * Errors, as RFC 9457 problem details.
 *
 * <p>Promise: every error a client can see has a stable {@code code}, is declared in {@link
 * dev.latchkey.problem.ProblemType}, and becomes a response in one place. Nothing of an exception's own text
 * reaches a client.
 */
package dev.latchkey.problem;
