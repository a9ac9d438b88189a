package dev.latchkey.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

class LogRedactionTest {

    private static final String TOKEN = "mf_sk_test_0123456789abcdefghijABCDEFGHIJ123456";

    private final LogRedaction filter = new LogRedaction();

    @Test
    void aTokenIsTakenOutOfAMessageWhereverItCameFrom() {
        assertThat(logged(new LogRecord(Level.INFO, "GET /v1/" + TOKEN + " 404")))
                .isEqualTo("GET /v1/mf_sk_test_redacted 404");
        assertThat(logged(formatted("%s was refused", "/v1/" + TOKEN)))
                .isEqualTo("/v1/mf_sk_test_redacted was refused");
        assertThat(logged(formatted("100%% of %s", TOKEN))).isEqualTo("100% of mf_sk_test_redacted");
    }

    @Test
    void whatHoldsNoTokenStaysAsItIs() {
        assertThat(logged(formatted("%s of mf_sk_test_…x7Qp", "the hint"))).isEqualTo("the hint of mf_sk_test_…x7Qp");
        assertThat(filter.isLoggable(new LogRecord(Level.INFO, null))).isTrue();
    }

    private static ExtLogRecord formatted(String message, Object parameter) {
        var entry = new ExtLogRecord(Level.INFO, message, ExtLogRecord.FormatStyle.PRINTF, "logger");
        entry.setParameters(new Object[] {parameter});
        return entry;
    }

    private String logged(LogRecord entry) {
        assertThat(filter.isLoggable(entry)).isTrue();
        return new PatternFormatter("%s").formatMessage(entry);
    }
}
