package dev.latchkey.access;

import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** The address a request came from: the peer of the connection, whatever the request says of itself. */
final class ClientAddress {

    private ClientAddress() {}

    static Optional<String> of(HttpServerRequest request) {
        var peer = request.connection().remoteAddress();
        return Optional.ofNullable(peer == null ? null : peer.hostAddress()).map(ClientAddress::withoutZone);
    }

    private static String withoutZone(String address) {
        int zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }
}
