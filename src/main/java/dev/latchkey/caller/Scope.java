package dev.latchkey.caller;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Optional;

/** What a key may do with a kind of resource (RFC 6749, section 3.3). */
public enum Scope {
    @JsonProperty("api-keys:read")
    API_KEYS_READ("api-keys:read"),
    @JsonProperty("api-keys:write")
    API_KEYS_WRITE("api-keys:write"),
    @JsonProperty("usage-logs:read")
    USAGE_LOGS_READ("usage-logs:read");

    private final String text;

    Scope(String text) {
        this.text = text;
    }

    /** The scope of that name. */
    public static Optional<Scope> parse(String text) {
        return Arrays.stream(values()).filter(scope -> scope.text.equals(text)).findFirst();
    }

    @Override
    public String toString() {
        return text;
    }
}
