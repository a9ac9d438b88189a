/**
 * What happens once, before the first request: the checks, the migrations, the first organization.
 *
 * <p>Promise: what is missing or wrong ends the start with one clear sentence and a non-zero exit code; a token is
 * printed once, on standard output, and logged never.
 */
package dev.latchkey.start;
