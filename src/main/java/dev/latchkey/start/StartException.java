package dev.latchkey.start;

/** The service cannot start; the message is the one sentence that says why and what to do. */
final class StartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StartException(String sentence) {
        super(sentence);
    }
}
