package dev.latchkey.audit.spool;

import java.nio.ByteBuffer;
import java.util.Random;

/** A file as processes see it, and as it was when it was last forced. */
final class MemoryFile {

    private static final int SECTOR = 512;

    ByteBuffer bytes;
    byte[] durable;

    MemoryFile(ByteBuffer bytes, byte[] durable) {
        this.bytes = bytes;
        this.durable = durable;
    }

    MemoryFile copy() {
        return new MemoryFile(ByteBuffer.wrap(bytes.array().clone()), durable.clone());
    }

    /** Each sector is old or new; beyond what was forced the file may end anywhere. */
    MemoryFile afterPowerLoss(Random chance) {
        int size = durable.length + chance.nextInt(bytes.capacity() - durable.length + 1);
        var left = new byte[size];
        System.arraycopy(durable, 0, left, 0, durable.length);
        for (int sector = 0; sector < size; sector += SECTOR) {
            if (chance.nextBoolean()) {
                bytes.get(sector, left, sector, Math.min(SECTOR, size - sector));
            }
        }
        return new MemoryFile(ByteBuffer.wrap(left), left.clone());
    }
}
