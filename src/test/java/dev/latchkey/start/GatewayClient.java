package dev.latchkey.start;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** Sends requests to a gateway, byte for byte, from an address that is not the gateway's own. */
final class GatewayClient {

    static final String ADDRESS = "127.0.0.2";

    private final int port;

    GatewayClient(int port) {
        this.port = port;
    }

    /**
     * What came back.
     *
     * @param head status line and headers, in lower case
     */
    record Answer(int status, String head, String body) {

        JsonNode json() {
            return Replicas.json(body);
        }

        /** What the upstream was sent under a name, when it has answered with that. */
        List<String> received(String header) {
            return StreamSupport.stream(json().path("headers").spliterator(), false)
                    .filter(pair -> pair.get(0).asText().equals(header))
                    .map(pair -> pair.get(1).asText())
                    .toList();
        }

        /** The names of all headers that the upstream was sent. */
        List<String> receivedNames() {
            return StreamSupport.stream(json().path("headers").spliterator(), false)
                    .map(pair -> pair.get(0).asText())
                    .toList();
        }
    }

    /** @param headers each a whole line */
    Answer send(String method, String path, String token, String... headers) {
        var request = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: api.example.com\r\n");
        if (!token.isEmpty()) {
            request.append("x-api-key: ").append(token).append("\r\n");
        }
        for (var header : headers) {
            request.append(header).append("\r\n");
        }
        if (method.equals("POST")) {
            request.append("Content-Length: 2\r\nContent-Type: application/json\r\n");
        }
        request.append("Connection: close\r\n\r\n").append(method.equals("POST") ? "{}" : "");
        try (var socket = new Socket(InetAddress.getByName("127.0.0.1"), port, InetAddress.getByName(ADDRESS), 0)) {
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
            return read(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer read(Socket socket) throws IOException {
        var bytes = new ByteArrayOutputStream();
        socket.getInputStream().transferTo(bytes);
        var text = bytes.toString(StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        var head = text.substring(0, end).toLowerCase(Locale.ROOT);
        var body = text.substring(end + 4);
        return new Answer(
                Integer.parseInt(head.substring(9, 12)),
                head,
                head.contains("transfer-encoding: chunked") ? unchunked(body) : body);
    }

    private static String unchunked(String body) {
        var text = new StringBuilder();
        int at = 0;
        while (true) {
            int end = body.indexOf("\r\n", at);
            int size = Integer.parseInt(body.substring(at, end), 16);
            if (size == 0) {
                return text.toString();
            }
            text.append(body, end + 2, end + 2 + size);
            at = end + 2 + size + 2;
        }
    }
}
