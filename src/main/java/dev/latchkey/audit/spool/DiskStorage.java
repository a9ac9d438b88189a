package dev.latchkey.audit.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.List;
import java.util.Set;

/** A folder on a disk that is ours alone. */
final class DiskStorage implements Storage {

    private static final Set<OpenOption> OPEN = Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE);
    private static final Set<OpenOption> CREATE = Set.of(
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING);

    private final FolderLock lock;
    private final Path folder;
    private final FileAttribute<?>[] permissions;

    DiskStorage(FolderLock lock) {
        this.lock = lock;
        folder = lock.folder();
        permissions = Permissions.ofFile(folder);
    }

    @Override
    public List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Override
    public StoredFile create(String name) throws IOException {
        return new DiskFile(FileChannel.open(folder.resolve(name), CREATE, permissions));
    }

    @Override
    public StoredFile open(String name) throws IOException {
        return new DiskFile(FileChannel.open(folder.resolve(name), OPEN));
    }

    @Override
    public Mapping map(String name, int size) throws IOException {
        var path = folder.resolve(name);
        try (var channel = FileChannel.open(path, OPEN)) {
            return new DiskMapping(path, DiskMapping.key(path), channel.map(MapMode.READ_WRITE, 0, size));
        }
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(folder.resolve(from), folder.resolve(to), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void delete(String name) throws IOException {
        Files.deleteIfExists(folder.resolve(name));
    }

    @Override
    public void forceFolder() throws IOException {
        // Elsewhere a folder cannot be opened, and renames are durable by themselves.
        if (permissions.length > 0) {
            try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    @Override
    public void removeFolder() throws IOException {
        lock.removeFolder();
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private record DiskFile(FileChannel channel) implements StoredFile {

        @Override
        public void read(ByteBuffer target, long offset) throws IOException {
            long at = offset;
            for (int read = 0; read >= 0 && target.hasRemaining(); at += read) {
                read = channel.read(target, at);
            }
        }

        @Override
        public void write(ByteBuffer source, long offset) throws IOException {
            for (long at = offset; source.hasRemaining(); ) {
                at += channel.write(source, at);
            }
        }

        @Override
        public void force() throws IOException {
            channel.force(true);
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
