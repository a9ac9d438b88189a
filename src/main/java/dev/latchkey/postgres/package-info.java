/** How Postgres is talked to. */
package dev.latchkey.postgres;
