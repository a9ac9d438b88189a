package dev.latchkey.audit.spool;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DurableTest {

    private static final int POWER_LOSSES = 50;

    @Test
    void whatAKilledProcessHasLeftIsDurableToo() throws IOException {
        for (int seed = 0; seed < POWER_LOSSES; seed++) {
            var model = new SpoolModel(new SpoolSettings(12 << 10, 1024, true));
            model.append(2);
            model.crash();
            model.makeDurable();

            model.losePower(new Random(seed));
        }
    }
}
