/**
 * The people who use the dashboard: their passwords, sessions, roles and invitations.
 *
 * <p>Promise: a password is kept as an Argon2id hash, a cookie or a one-time link as a digest, and neither is in a log.
 * Whoever guesses learns nothing from the answer and is slowed down, and keeps nobody else out by it.
 */
package dev.latchkey.user;
