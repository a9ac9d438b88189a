package dev.latchkey.audit.spool;

import java.nio.file.Path;

/** Another process, or another spool in this one, owns the folder. */
public final class SpoolInUseException extends SpoolException {

    private static final long serialVersionUID = 1;

    SpoolInUseException(Path folder) {
        super("The spool folder " + folder + " is in use by another process; every replica needs its own name");
    }
}
