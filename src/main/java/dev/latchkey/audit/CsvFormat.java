package dev.latchkey.audit;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The usage log as CSV for programs and for spreadsheets, which must not run what a client once sent.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 * @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">OWASP, CSV injection</a>
 */
final class CsvFormat {

    static final String HEADER = "id,occurredAt,apiKeyId,keySecretId,environment,method,path,route,status,"
            + "durationMicros,clientAddress,userAgent,requestId,reason,detail,secretKeyInBrowser,portalSessionId,customerId\r\n";

    private static final String STARTS_FORMULA = "=+-@\t\r\n";
    private static final String NEEDS_QUOTES = ",\"\r\n";

    private CsvFormat() {}

    static String lines(List<UsageLogView> rows) {
        return rows.stream().map(CsvFormat::line).collect(Collectors.joining());
    }

    private static String line(UsageLogView row) {
        return Stream.of(
                        row.id(),
                        row.occurredAt(),
                        row.apiKeyId(),
                        row.keySecretId(),
                        row.environment(),
                        row.method(),
                        row.path(),
                        row.route(),
                        row.status(),
                        row.durationMicros(),
                        row.clientAddress(),
                        row.userAgent(),
                        row.requestId(),
                        row.reason(),
                        row.detail(),
                        row.secretKeyInBrowser(),
                        row.portalSessionId(),
                        row.customerId())
                .map(CsvFormat::cell)
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    static String cell(Object value) {
        if (value == null) {
            return "";
        }
        var text = value.toString();
        var harmless = !text.isEmpty() && STARTS_FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return harmless.chars().anyMatch(c -> NEEDS_QUOTES.indexOf(c) >= 0)
                ? '"' + harmless.replace("\"", "\"\"") + '"'
                : harmless;
    }
}
