package dev.latchkey.audit.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class WindowHeaderTest {

    private final ByteBuffer bytes = ByteBuffer.allocate(WindowHeader.SIZE);

    @Test
    void whatIsWrittenIsRead() {
        WindowHeader.write(bytes, 4096, 7, 99);
        WindowHeader.summarise(bytes, 640, 12);

        assertThat(WindowHeader.read(bytes)).contains(new WindowHeader(4096, 7, 99, 640, 12));
    }

    @Test
    void aHalfWrittenSummaryIsNotBelieved() {
        WindowHeader.write(bytes, 4096, 7, 99);
        bytes.putInt(52, 500);

        assertThat(WindowHeader.read(bytes)).contains(new WindowHeader(4096, 7, 99, WindowHeader.SIZE, -1));
    }

    @Test
    void anEmptyFileHasNoHeader() {
        assertThat(WindowHeader.read(bytes)).isEmpty();
        assertThat(WindowHeader.read(ByteBuffer.allocate(0))).isEmpty();
    }

    /** Makes a header one of another version, with the checksum that every version has in the same place. */
    static void setVersion(ByteBuffer header, int version) {
        header.put(7, (byte) version);
        var crc = new CRC32C();
        crc.update(header.array(), 0, 8);
        crc.update(header.array(), 12, 20);
        header.putInt(8, (int) crc.getValue());
    }
}
