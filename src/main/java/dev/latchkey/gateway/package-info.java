/**
 * Forward authentication: nginx, Caddy, Traefik, Envoy, HAProxy or Apache asks before it passes a request on.
 *
 * <p>Promise: an original request is decided, limited and recorded as one to the API itself; only trusted proxies are
 * answered; and what cannot be read for sure opens nothing.
 */
package dev.latchkey.gateway;
