package dev.latchkey;

import java.time.Duration;

/** How long a test waits for what it needs: long enough for a slow machine, never for ever. */
public final class Waiting {

    public static final Duration PATIENCE = Duration.ofSeconds(20);

    private Waiting() {}
}
