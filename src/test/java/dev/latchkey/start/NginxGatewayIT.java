package dev.latchkey.start;

import java.util.List;

/** Behind Nginx. */
class NginxGatewayIT extends GatewayRows {

    @Override
    String program() {
        return "nginx";
    }

    @Override
    String original() {
        return "x_original";
    }

    @Override
    String file() {
        return "nginx.conf";
    }

    @Override
    List<String> command() {
        return List.of(
                "nginx",
                "-c",
                "CONFIG",
                "-p",
                "FOLDER",
                "-e",
                "FOLDER/error.log",
                "-g",
                "daemon off; pid FOLDER/nginx.pid;");
    }
}
