package dev.latchkey.gateway;

import dev.latchkey.access.ClientAddress;
import dev.latchkey.key.KeyConfig;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;

/** Knows who is a gateway: a trusted proxy, which knows the secret as well where there is one. */
@ApplicationScoped
class GatewayTrust {

    private static final String SECRET_HEADER = "X-Latchkey-Gateway-Secret";

    private final ClientAddress addresses;
    private final boolean enabled;
    private final Optional<byte[]> secret;

    GatewayTrust(GatewayConfig config, KeyConfig keys, ClientAddress addresses) {
        this.addresses = addresses;
        enabled = config.enabled();
        secret = config.secret().map(text -> text.getBytes(StandardCharsets.UTF_8));
        check(config, addresses.isBehindProxies(), keys.feed().freshFor());
    }

    /** What is wrong stops the start. */
    static void check(GatewayConfig config, boolean isBehindProxies, Duration bound) {
        check(
                !config.enabled() || isBehindProxies,
                "LATCHKEY_GATEWAY_ENABLED needs LATCHKEY_PROXY_FORWARDING and LATCHKEY_PROXY_TRUSTED: only a trusted proxy "
                        + "may ask about requests");
        check(
                !config.enabled() || config.original().isPresent(),
                "LATCHKEY_GATEWAY_ENABLED needs LATCHKEY_GATEWAY_ORIGINAL: x_original, x_forwarded or path, whichever the "
                        + "gateway sets");
        check(
                config.secret().map(String::length).orElse(GatewayConfig.MIN_SECRET_LENGTH)
                        >= GatewayConfig.MIN_SECRET_LENGTH,
                "LATCHKEY_GATEWAY_SECRET must have at least " + GatewayConfig.MIN_SECRET_LENGTH + " characters");
        check(
                !config.maxAge().isNegative() && config.maxAge().compareTo(bound) <= 0,
                "LATCHKEY_GATEWAY_MAX_AGE must not be longer than LATCHKEY_KEYS_FEED_FRESH_FOR, " + bound
                        + ": a key would work too long after it was revoked");
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }

    /** Made at start, so that what is wrong is known then. */
    void start(@Observes StartupEvent started) {}

    /** Whether a request is a gateway's own. */
    boolean isGateway(HttpServerRequest request) {
        return enabled && addresses.isFromTrustedProxy(request) && hasSecret(request);
    }

    private boolean hasSecret(HttpServerRequest request) {
        if (secret.isEmpty()) {
            return true;
        }
        var sent = request.headers().getAll(SECRET_HEADER);
        return sent.size() == 1
                && MessageDigest.isEqual(secret.get(), sent.get(0).getBytes(StandardCharsets.UTF_8));
    }
}
