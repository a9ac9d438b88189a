package dev.latchkey.redaction;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/** Takes tokens out of every message that is logged, such as a path in an access log. It lets every record pass. */
@LoggingFilter(name = "redaction")
public final class LogRedaction implements Filter {

    private final ExtFormatter messages = new PatternFormatter("%s");

    @Override
    public boolean isLoggable(LogRecord entry) {
        if (entry.getMessage() != null) {
            var message = messages.formatMessage(entry);
            var redacted = Redaction.of(message);
            if (!redacted.equals(message)) {
                replace(entry, redacted);
            }
        }
        return true;
    }

    private static void replace(LogRecord entry, String message) {
        if (entry instanceof ExtLogRecord formatted) {
            formatted.setMessage(message, ExtLogRecord.FormatStyle.NO_FORMAT);
        } else {
            entry.setMessage(message);
        }
    }
}
