package dev.latchkey.access;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.config.ConfigProvider;

/** A client that sends exactly what a test says, right or wrong. */
final class RawHttp implements Closeable {

    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;

    private RawHttp(Socket socket) {
        this.socket = socket;
    }

    static RawHttp connect() throws IOException {
        int port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
        var socket = new Socket("localhost", port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return new RawHttp(socket);
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** Everything until the server closes the connection. */
    String readAll() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** What comes until the text has come. */
    String readUntil(String end) throws IOException {
        var read = new StringBuilder();
        for (int next; read.indexOf(end) < 0 && (next = socket.getInputStream().read()) >= 0; ) {
            read.append((char) next);
        }
        return read.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
