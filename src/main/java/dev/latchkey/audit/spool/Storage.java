package dev.latchkey.audit.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** The files of one folder, as far as a spool needs them. Tests put faults in between. */
interface Storage extends Closeable {

    List<String> names() throws IOException;

    /** Makes an empty file, in the place of one that is there. */
    StoredFile create(String name) throws IOException;

    StoredFile open(String name) throws IOException;

    /** Maps a file that is there and has the size. */
    Mapping map(String name, int size) throws IOException;

    /** Renames a file in one step, over one that is there. */
    void rename(String from, String to) throws IOException;

    void delete(String name) throws IOException;

    /** Makes the creations, renames and deletions so far survive a loss of power. */
    void forceFolder() throws IOException;

    /** Removes the folder and everything in it. */
    void removeFolder() throws IOException;

    /** Gives the folder free for others. */
    @Override
    void close() throws IOException;

    /** Something whose bytes can be read at an offset. */
    interface Bytes {

        /** Fills the target as far as there are bytes; a short answer means the end. */
        void read(ByteBuffer target, long offset) throws IOException;
    }

    /** An open file. */
    interface StoredFile extends Bytes, Closeable {

        /** Writes all that remains in the source. */
        void write(ByteBuffer source, long offset) throws IOException;

        void force() throws IOException;

        long size() throws IOException;
    }

    /** A file in memory for as long as the process lives: the JDK cannot let go of one. */
    interface Mapping extends Bytes {

        ByteBuffer bytes();

        void force(int offset, int length) throws IOException;

        /** Whether the folder still has this very file, in its full size. */
        boolean isInPlace();
    }
}
