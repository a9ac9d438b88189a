package dev.latchkey.start;

import java.util.List;

/** Behind Apache httpd. */
class ApacheGatewayIT extends GatewayRows {

    @Override
    String program() {
        return "apache2";
    }

    @Override
    String original() {
        return "x_original";
    }

    @Override
    String file() {
        return "apache.conf";
    }

    @Override
    List<String> command() {
        return List.of("apache2", "-f", "CONFIG", "-d", "FOLDER", "-C", "PidFile FOLDER/pid", "-DFOREGROUND");
    }

    @Override
    boolean needsLuaSocket() {
        return true;
    }
}
