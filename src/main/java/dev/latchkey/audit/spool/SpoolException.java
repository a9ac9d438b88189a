package dev.latchkey.audit.spool;

/** A spool cannot be used; the message is a sentence for an operator. */
public class SpoolException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public SpoolException(String message) {
        super(message);
    }

    SpoolException(String message, Throwable cause) {
        super(message + ": " + cause, cause);
    }
}
