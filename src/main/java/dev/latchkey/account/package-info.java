/**
 * What an organization reads and changes of itself.
 *
 * <p>It is apart from {@code organization}, which everything belongs to and which therefore cannot know who calls.
 *
 * <p>Promise: a change counts for every key of the organization, on every replica, as soon as a change to the key would.
 */
package dev.latchkey.account;
