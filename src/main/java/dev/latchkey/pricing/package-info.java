/**
 * What an organization sells.
 *
 * <p>Promise: a publishable key reads the plans that are active and public, and of those nothing but what a price list
 * shows; any other plan is, to it, one that never existed.
 */
package dev.latchkey.pricing;
