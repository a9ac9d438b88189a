package dev.latchkey.start;

import dev.latchkey.audit.spool.SpoolException;
import io.quarkus.runtime.QuarkusBindException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Finds the one sentence that says why the service did not start. */
final class StartFailure {

    private static final Logger LOG = Logger.getLogger(StartFailure.class);

    private StartFailure() {}

    static String sentence(Throwable failure) {
        return known(failure).orElseGet(() -> {
            LOG.error("Start failed", failure);
            return "an unexpected error, see the log.";
        });
    }

    /** The sentence, when the cause is one that the person who starts the service can mend. */
    static Optional<String> known(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .map(StartFailure::sentenceOf)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> sentenceOf(Throwable cause) {
        if (cause instanceof StartException || cause instanceof SpoolException) {
            return Optional.of(cause.getMessage());
        }
        if (cause instanceof QuarkusBindException bind) {
            return Optional.of("port " + bind.getPort() + " is in use; stop what uses it or set QUARKUS_HTTP_PORT.");
        }
        if (String.valueOf(cause.getMessage()).contains(DatabaseUrl.PROPERTY)) {
            return Optional.of("there is no database; set QUARKUS_DATASOURCE_REACTIVE_URL, such as "
                    + "postgresql://localhost:5432/latchkey, with QUARKUS_DATASOURCE_USERNAME and "
                    + "QUARKUS_DATASOURCE_PASSWORD.");
        }
        return Optional.empty();
    }
}
