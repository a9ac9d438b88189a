package dev.latchkey.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** What stands in front of this service. */
@ConfigMapping(prefix = "latchkey.proxy")
interface ProxyConfig {

    /** Which header says where a request came from. Its own value counts only what trusted proxies have added to it. */
    @WithDefault("none")
    Forwarding forwarding();

    /** The addresses and networks of the proxies; needed with {@link #forwarding}, and of no use without. */
    Optional<List<String>> trusted();

    /** The header. */
    enum Forwarding {
        /** None: the address is that of the connection. */
        NONE,
        /** {@code Forwarded} of RFC 7239. */
        FORWARDED,
        /** {@code X-Forwarded-For}. */
        X_FORWARDED_FOR
    }
}
