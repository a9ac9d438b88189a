package dev.latchkey.start;

import java.util.List;

/** Behind Haproxy. */
class HaproxyGatewayIT extends GatewayRows {

    @Override
    String program() {
        return "haproxy";
    }

    @Override
    String original() {
        return "x_original";
    }

    @Override
    String file() {
        return "haproxy.cfg";
    }

    @Override
    List<String> command() {
        return List.of("haproxy", "-f", "CONFIG", "-db");
    }
}
