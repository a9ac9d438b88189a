package dev.latchkey.access;

import dev.latchkey.restriction.AllowedAddresses;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;

/**
 * The address a request came from: the peer of the connection, unless that is a proxy which is trusted to say. Then it is
 * the last hop that no trusted proxy is, since whatever stands before that one may be made up.
 */
@ApplicationScoped
public class ClientAddress {

    private final ProxyConfig.Forwarding forwarding;
    private final AllowedAddresses trusted;

    ClientAddress(ProxyConfig config) {
        forwarding = config.forwarding();
        var proxies = config.trusted().orElse(List.of());
        if (proxies.isEmpty() != (forwarding == ProxyConfig.Forwarding.NONE)) {
            throw new IllegalStateException(
                    "LATCHKEY_PROXY_FORWARDING and LATCHKEY_PROXY_TRUSTED go together: whoever is "
                            + "not known to be a proxy is not believed");
        }
        proxies.forEach(ClientAddress::check);
        trusted = AllowedAddresses.of(proxies);
    }

    private static void check(String proxy) {
        AllowedAddresses.error(proxy).ifPresent(error -> {
            throw new IllegalStateException("LATCHKEY_PROXY_TRUSTED: '" + proxy + "' " + error);
        });
    }

    /** Made at start, so that what is wrong is known then. */
    void start(@Observes StartupEvent started) {}

    /** Empty when the connection has none, or a trusted proxy hides it. */
    public Optional<String> of(HttpServerRequest request) {
        var peer = request.connection().remoteAddress();
        return of(Optional.ofNullable(peer == null ? null : peer.hostAddress()), request.headers());
    }

    Optional<String> of(Optional<String> peer, MultiMap headers) {
        var address = peer.map(ClientAddress::withoutZone);
        return forwarding == ProxyConfig.Forwarding.NONE || !isTrusted(address)
                ? address
                : lastUntrusted(address, hops(headers));
    }

    /** Whether a request comes straight from a trusted proxy. */
    public boolean isFromTrustedProxy(HttpServerRequest request) {
        var peer = request.connection().remoteAddress();
        return isBehindProxies()
                && isTrusted(Optional.ofNullable(peer == null ? null : peer.hostAddress())
                        .map(ClientAddress::withoutZone));
    }

    /** Whether there are trusted proxies at all. */
    public boolean isBehindProxies() {
        return forwarding != ProxyConfig.Forwarding.NONE;
    }

    private List<String> hops(MultiMap headers) {
        return forwarding == ProxyConfig.Forwarding.FORWARDED
                ? ForwardedHops.forwarded(headers.getAll("Forwarded"))
                : ForwardedHops.forwardedFor(headers.getAll("X-Forwarded-For"));
    }

    private Optional<String> lastUntrusted(Optional<String> proxy, List<String> hops) {
        var nearest = proxy;
        for (int i = hops.size() - 1; i >= 0; i--) {
            nearest = ForwardedHops.address(hops.get(i));
            if (!isTrusted(nearest)) {
                return nearest;
            }
        }
        return nearest;
    }

    private boolean isTrusted(Optional<String> address) {
        return address.isPresent() && trusted.admit(address);
    }

    private static String withoutZone(String address) {
        int zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }
}
