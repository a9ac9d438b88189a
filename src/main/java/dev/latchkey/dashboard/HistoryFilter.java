package dev.latchkey.dashboard;

import dev.latchkey.audit.FilterParameters;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The filters of the usage log as the URL of the page has them, so that it can be shared; empty where nothing is asked. */
public record HistoryFilter(
        String apiKeyId,
        String method,
        String status,
        String pathPrefix,
        String clientAddress,
        String reason,
        String from,
        String to) {

    /** What a browser makes of a choice of date and time; taken as UTC, which the page says. */
    private static final Pattern WITHOUT_ZONE =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d+)?)?");

    private static final int MINUTES = 16;
    private static final Duration MOST_HOURS = Duration.ofDays(4);

    static HistoryFilter of(
            String apiKeyId,
            String method,
            String status,
            String pathPrefix,
            String clientAddress,
            String reason,
            String from,
            String to) {
        return new HistoryFilter(
                text(apiKeyId),
                text(method),
                text(status),
                text(pathPrefix),
                text(clientAddress),
                text(reason),
                text(from),
                text(to));
    }

    private static String text(String given) {
        return given == null ? "" : given.strip();
    }

    public boolean isEmpty() {
        return parameters().isEmpty();
    }

    FilterParameters read() {
        return new FilterParameters(
                given(apiKeyId),
                given(method),
                given(status),
                given(pathPrefix),
                null,
                given(clientAddress),
                given(reason),
                null,
                null,
                given(zoned(from)),
                given(zoned(to)));
    }

    private static String given(String text) {
        return text.isEmpty() ? null : text;
    }

    private static String zoned(String time) {
        return WITHOUT_ZONE.matcher(time).matches() ? time + (time.length() == MINUTES ? ":00Z" : "Z") : time;
    }

    /** What a bar of a chart stands for: an hour, or a day where that would be too many bars. */
    String interval(Instant now) {
        return Duration.between(time(from).orElse(now), time(to).orElse(now)).compareTo(MOST_HOURS) > 0
                ? "day"
                : "hour";
    }

    private static Optional<Instant> time(String text) {
        try {
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(zoned(text)).toInstant());
        } catch (DateTimeException notATime) {
            // It is named where it is read.
            return Optional.empty();
        }
    }

    /** The same with other times. */
    public HistoryFilter between(Instant first, Instant last) {
        return new HistoryFilter(
                apiKeyId, method, status, pathPrefix, clientAddress, reason, first.toString(), last.toString());
    }

    /** As a browser's field for date and time takes it. */
    public String fromField() {
        return field(from);
    }

    public String toField() {
        return field(to);
    }

    private static String field(String time) {
        return time.length() >= MINUTES ? time.substring(0, MINUTES) : "";
    }

    /** What comes after the question mark; nothing when nothing is asked. */
    public String query() {
        return parameters().entrySet().stream()
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private Map<String, String> parameters() {
        var all = new LinkedHashMap<String, String>();
        all.put("apiKeyId", apiKeyId);
        all.put("method", method);
        all.put("status", status);
        all.put("pathPrefix", pathPrefix);
        all.put("clientAddress", clientAddress);
        all.put("reason", reason);
        all.put("from", from);
        all.put("to", to);
        all.values().removeIf(String::isEmpty);
        return all;
    }
}
