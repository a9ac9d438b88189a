package dev.latchkey.start;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The folder that holds what quarkus:dev keeps between starts. One process at a time may have it. */
record DevFolder(Path path) {

    private static final int SECRET_BYTES = 32;

    static DevFolder open(Path path) throws IOException {
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new StartException("the folder " + path + " cannot be made; give this user the right to write here.");
        }
        if (!Files.isWritable(path)) {
            throw new StartException("the folder " + path + " cannot be written; give this user the right to.");
        }
        lock(path);
        return new DevFolder(path);
    }

    /** A secret that is made once and then stays the same. */
    String secret(String name) throws IOException {
        var file = path.resolve(name);
        if (!Files.exists(file)) {
            var bytes = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(bytes);
            var draft = Files.createTempFile(
                    path,
                    name,
                    null,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(draft, HexFormat.of().formatHex(bytes));
            Files.move(draft, file);
        }
        return Files.readString(file).strip();
    }

    private static void lock(Path path) throws IOException {
        var channel = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw new StartException("the folder " + path + " is in use by another quarkus:dev; stop that one first.");
        }
        // The hook holds the channel, and with it the lock, until the process ends.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> closeQuietly(channel), "dev-folder-unlock"));
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // The process is ending; the system releases the lock anyway.
        }
    }
}
