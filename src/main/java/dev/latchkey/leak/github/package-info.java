/**
 * Secret scanning by GitHub: it finds tokens in what it hosts and says so, with a signature.
 *
 * <p>Promise: nothing of a request is read before its signature is known to be GitHub's; a batch is handled as a whole, and
 * once; and no token leaves in an answer.
 */
package dev.latchkey.leak.github;
