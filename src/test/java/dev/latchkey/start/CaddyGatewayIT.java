package dev.latchkey.start;

import java.util.List;

/** Behind Caddy. */
class CaddyGatewayIT extends GatewayRows {

    @Override
    String program() {
        return "caddy";
    }

    @Override
    String original() {
        return "x_forwarded";
    }

    @Override
    String file() {
        return "Caddyfile";
    }

    @Override
    List<String> command() {
        return List.of("caddy", "run", "--config", "CONFIG", "--adapter", "caddyfile");
    }
}
