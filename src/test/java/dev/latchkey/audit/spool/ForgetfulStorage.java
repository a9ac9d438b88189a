package dev.latchkey.audit.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/**
 * A folder in memory that can crash at any step, lose its power (what was not forced may be there or not, sector by
 * sector and name by name), have its disk full, or fail to force.
 */
final class ForgetfulStorage implements Storage {

    static final int NEVER = Integer.MAX_VALUE;

    private final Map<String, MemoryFile> names;
    private final Map<String, MemoryFile> durableNames;
    private int stepsLeft;
    private boolean full;
    private boolean forceFails;

    ForgetfulStorage() {
        this(new HashMap<>(), new HashMap<>(), NEVER);
    }

    private ForgetfulStorage(Map<String, MemoryFile> names, Map<String, MemoryFile> durableNames, int steps) {
        this.names = names;
        this.durableNames = durableNames;
        stepsLeft = steps;
    }

    /** The death of the process: everything that was written is there. */
    ForgetfulStorage afterCrash(int stepsToNextCrash) {
        var copies = new HashMap<String, MemoryFile>();
        names.forEach((name, file) -> copies.put(name, file.copy()));
        return new ForgetfulStorage(copies, new HashMap<>(copies), stepsToNextCrash);
    }

    ForgetfulStorage afterPowerLoss(Random chance) {
        var all = new TreeSet<>(names.keySet());
        all.addAll(durableNames.keySet());
        var left = new HashMap<String, MemoryFile>();
        for (var name : all) {
            var file = (chance.nextBoolean() ? names : durableNames).get(name);
            if (file != null) {
                left.put(name, file.afterPowerLoss(chance));
            }
        }
        return new ForgetfulStorage(left, new HashMap<>(left), NEVER);
    }

    void setFull(boolean full) {
        this.full = full;
    }

    void setForceFails(boolean fails) {
        forceFails = fails;
    }

    /** The bytes of a file, to be damaged. */
    ByteBuffer bytes(String name) {
        return names.get(name).bytes;
    }

    void remove(String name) {
        names.remove(name);
    }

    @Override
    public List<String> names() {
        step();
        return List.copyOf(new TreeSet<>(names.keySet()));
    }

    @Override
    public StoredFile create(String name) {
        step();
        var file = new MemoryFile(ByteBuffer.allocate(0), new byte[0]);
        names.put(name, file);
        return new OpenFile(file);
    }

    @Override
    public StoredFile open(String name) throws IOException {
        step();
        return new OpenFile(existing(name));
    }

    @Override
    public Mapping map(String name, int size) throws IOException {
        step();
        var file = existing(name);
        return new Mapped(name, file, file.bytes.slice(0, size));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        step();
        names.put(to, existing(from));
        names.remove(from);
    }

    @Override
    public void delete(String name) {
        step();
        names.remove(name);
    }

    @Override
    public void forceFolder() throws IOException {
        step();
        checkForce();
        durableNames.clear();
        durableNames.putAll(names);
    }

    @Override
    public void removeFolder() {
        names.clear();
    }

    @Override
    public void close() {}

    private MemoryFile existing(String name) throws IOException {
        if (!names.containsKey(name)) {
            throw new NoSuchFileException(name);
        }
        return names.get(name);
    }

    private void step() {
        if (stepsLeft == 0) {
            throw new Crash();
        }
        stepsLeft--;
    }

    private void checkForce() throws IOException {
        if (forceFails) {
            throw new IOException("Input/output error");
        }
    }

    /** Nothing that handles failures handles this one. */
    static final class Crash extends Error {

        private static final long serialVersionUID = 1;
    }

    private final class OpenFile implements StoredFile {

        private final MemoryFile file;

        private OpenFile(MemoryFile file) {
            this.file = file;
        }

        @Override
        public void read(ByteBuffer target, long offset) {
            step();
            copy(file.bytes, target, (int) offset);
        }

        @Override
        public void write(ByteBuffer source, long offset) throws IOException {
            step();
            int end = (int) offset + source.remaining();
            if (end > file.bytes.capacity()) {
                if (full) {
                    throw new IOException("No space left on device");
                }
                file.bytes = ByteBuffer.allocate(end).put(0, file.bytes, 0, file.bytes.capacity());
            }
            file.bytes.put((int) offset, source, source.position(), source.remaining());
        }

        @Override
        public void force() throws IOException {
            step();
            checkForce();
            file.durable = file.bytes.array().clone();
        }

        @Override
        public long size() {
            step();
            return file.bytes.capacity();
        }

        @Override
        public void close() {}
    }

    private final class Mapped implements Mapping {

        private final String name;
        private final MemoryFile file;
        private final ByteBuffer bytes;

        private Mapped(String name, MemoryFile file, ByteBuffer bytes) {
            this.name = name;
            this.file = file;
            this.bytes = bytes;
        }

        @Override
        public ByteBuffer bytes() {
            return bytes;
        }

        @Override
        public void read(ByteBuffer target, long offset) {
            copy(bytes, target, (int) offset);
        }

        @Override
        public void force(int offset, int length) throws IOException {
            step();
            checkForce();
            bytes.get(offset, file.durable, offset, length);
        }

        @Override
        public boolean isInPlace() {
            return names.get(name) == file;
        }
    }

    private static void copy(ByteBuffer source, ByteBuffer target, int offset) {
        int length = Math.min(target.remaining(), source.capacity() - offset);
        if (length <= 0) {
            return;
        }
        target.put(target.position(), source, offset, length).position(target.position() + length);
    }
}
