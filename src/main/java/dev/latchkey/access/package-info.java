/**
 * The edge: who calls, may they, write it down.
 *
 * <p>Promise: exactly one row for every request with a known key, with the status on the wire, whatever produced the
 * answer; no route is open unless it says so; and a request with a cached key suspends nowhere.
 */
package dev.latchkey.access;
