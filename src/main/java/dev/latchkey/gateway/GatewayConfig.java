package dev.latchkey.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How gateways ask about requests. */
@ConfigMapping(prefix = "latchkey.gateway")
interface GatewayConfig {

    int MIN_SECRET_LENGTH = 32;

    /** Whether trusted proxies may ask. Everybody else finds nothing there. */
    @WithDefault("false")
    boolean enabled();

    /** What the proxies must send in {@code X-Latchkey-Gateway-Secret} besides, at least 32 characters. */
    Optional<String> secret();

    /** What says which request is asked about; needed when this is on, and believed only from trusted proxies. */
    Optional<Original> original();

    /** How long a gateway may keep a yes; not longer than what the change feed has proven is believed. 0 is not at all. */
    @WithDefault("0s")
    Duration maxAge();

    /** The routes behind the gateway, of which the first that matches counts. */
    List<Route> routes();

    /** What says which request is asked about. */
    enum Original {
        /** {@code X-Original-Method} and {@code X-Original-URI}, as nginx is mostly configured. */
        X_ORIGINAL,
        /** {@code X-Forwarded-Method} and {@code X-Forwarded-Uri}, as Traefik and Caddy send them. */
        X_FORWARDED,
        /** The method itself, and what follows {@code /gateway/authorize} in the path, as Envoy asks. */
        PATH
    }

    /** One route, or some. */
    interface Route {

        /** The methods; any when none is named. GET includes HEAD. */
        Optional<Set<String>> methods();

        /** The path: {@code *} stands for one segment, and <code>/**</code> at the end for all that follows. */
        String path();

        /** The scope that a key must have that is limited to scopes; without, none opens the route. */
        Optional<String> scope();

        /** Whether publishable keys may read here. */
        @WithName("public")
        @WithDefault("false")
        boolean isPublic();
    }
}
