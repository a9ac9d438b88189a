/** IP addresses and networks, without ever looking up a name. */
package dev.latchkey.address;
