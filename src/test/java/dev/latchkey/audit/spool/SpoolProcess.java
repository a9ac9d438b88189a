package dev.latchkey.audit.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process with a spool of its own, that appends numbers and says each when it is in, until it is killed. */
final class SpoolProcess {

    private SpoolProcess() {}

    static Process start(Path base, String replica, Path said) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SpoolProcess.class.getName(),
                        base.toString(),
                        replica)
                .redirectOutput(said.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** The last number of which the whole line is there. */
    static long lastSaid(Path said) throws IOException {
        var text = Files.readString(said);
        var lines = text.substring(0, text.lastIndexOf('\n')).lines().toList();
        return Long.parseLong(lines.get(lines.size() - 1));
    }

    public static void main(String[] args) {
        try (var spool = Spool.open(Path.of(args[0]), args[1], new SpoolSettings(1 << 20, 4096, false))) {
            for (long number = 1; ; number++) {
                var payload = Payloads.bytes(Long.toString(number));
                while (!spool.reserve(payload.length)) {
                    Thread.onSpinWait();
                }
                spool.append(payload.length, payload, payload.length);
                System.out.println(number);
            }
        }
    }
}
