package dev.latchkey.audit;

import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** What an export is written as; CSV unless something else is asked for. */
public enum ExportFormat {
    CSV("csv", "text/csv", "text/csv;charset=UTF-8;header=present"),
    JSON_LINES("jsonl", "application/jsonl", "application/jsonl"),
    NDJSON("ndjson", "application/x-ndjson", "application/x-ndjson");

    private final String extension;
    private final MediaType accepted;
    private final String contentType;

    ExportFormat(String extension, String accepted, String contentType) {
        this.extension = extension;
        this.accepted = MediaType.valueOf(accepted);
        this.contentType = contentType;
    }

    /** The first format that a client takes, in its own order of preference. */
    static ExportFormat of(List<MediaType> acceptable) {
        for (var wanted : acceptable) {
            for (var format : values()) {
                if (wanted.isCompatible(format.accepted)
                        && !"0".equals(wanted.getParameters().get("q"))) {
                    return format;
                }
            }
        }
        throw new NotAcceptableException();
    }

    String extension() {
        return extension;
    }

    String contentType() {
        return contentType;
    }
}
