package dev.latchkey.audit.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Owns a spool folder: one process, and one spool in it, at a time. The death of the process gives the folder free. */
final class FolderLock implements AutoCloseable {

    static final String NAME = "lock";

    // The system's locks belong to the process, and closing any channel of the file gives them up: so the file of a
    // folder that this process has must not even be opened.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();
    private static final int TRIES = 10;

    private final Path folder;
    private final Path key;
    private final FileChannel channel;

    private FolderLock(Path folder, Path key, FileChannel channel) {
        this.folder = folder;
        this.key = key;
        this.channel = channel;
    }

    /** The folder of a replica, whose name is not to lead elsewhere. */
    static Path folder(Path base, String replica) {
        var parent = base.toAbsolutePath().normalize();
        var folder = parent.resolve(replica).normalize();
        if (!parent.equals(folder.getParent())) {
            throw new SpoolException("The name of a replica cannot be '" + replica + "': it names a folder");
        }
        return folder;
    }

    /** Makes the folder when it is not there. Nothing when somebody else has it. */
    static Optional<FolderLock> create(Path folder) throws IOException {
        for (int i = 0; ; i++) {
            try {
                Permissions.createFolder(folder);
                try {
                    Files.createFile(folder.resolve(NAME), Permissions.ofFile(folder));
                } catch (FileAlreadyExistsException e) {
                    // The owner before us made it.
                }
                return take(folder);
            } catch (NoSuchFileException e) {
                // Whoever adopted the folder is just removing it.
                if (i == TRIES) {
                    throw e;
                }
            }
        }
    }

    /** Takes a folder that is there; NoSuchFileException when it is not, or not any more. */
    static Optional<FolderLock> take(Path folder) throws IOException {
        var key = folder.toRealPath();
        if (!HELD.add(key)) {
            return Optional.empty();
        }
        FolderLock taken = null;
        try {
            taken = tryLock(folder, key);
            return Optional.ofNullable(taken);
        } finally {
            if (taken == null) {
                HELD.remove(key);
            }
        }
    }

    private static FolderLock tryLock(Path folder, Path key) throws IOException {
        var file = folder.resolve(NAME);
        var before = DiskMapping.key(file);
        var channel = FileChannel.open(file, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                // What is locked could be a file that was removed since.
                if (!Objects.equals(before, DiskMapping.key(file))) {
                    throw new NoSuchFileException(file.toString());
                }
                return new FolderLock(folder, key, channel);
            }
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return null;
    }

    Path folder() {
        return folder;
    }

    /** Removes the folder, the lock file last, so that nobody else has the folder before it is empty. */
    void removeFolder() throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.filter(file -> !file.endsWith(NAME)).toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder.resolve(NAME));
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            // Its owner has started again in between and has it now.
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD.remove(key);
        }
    }
}
