package dev.latchkey.portal;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Where customers find their pages. */
@ConfigMapping(prefix = "latchkey.portal")
interface PortalConfig {

    /**
     * What browsers reach this service as, such as {@code https://billing.example.com}: https, or http on localhost. In
     * development and tests it is this process by default; elsewhere no session can be made without it.
     */
    Optional<String> baseUrl();
}
