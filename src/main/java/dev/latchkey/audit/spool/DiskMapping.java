package dev.latchkey.audit.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/** A file on a disk, mapped. */
record DiskMapping(Path path, Object key, MappedByteBuffer bytes) implements Storage.Mapping {

    @Override
    public void read(ByteBuffer target, long offset) {
        int length = Math.min(target.remaining(), bytes.capacity() - (int) offset);
        target.put(target.position(), bytes, (int) offset, length);
        target.position(target.position() + length);
    }

    @Override
    public void force(int offset, int length) {
        bytes.force(offset, length);
    }

    @Override
    public boolean isInPlace() {
        try {
            return Objects.equals(key, DiskMapping.key(path)) && Files.size(path) >= bytes.capacity();
        } catch (IOException e) {
            return false;
        }
    }

    /** What tells a file from another that has its name. */
    static Object key(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }
}
