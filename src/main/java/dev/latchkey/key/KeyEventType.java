package dev.latchkey.key;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.persistence.EnumeratedValue;

/** What was done to a key. */
public enum KeyEventType {
    @JsonProperty("created")
    CREATED("created"),
    @JsonProperty("updated")
    UPDATED("updated"),
    /** It was given a second secret. */
    @JsonProperty("rotated")
    ROTATED("rotated"),
    /** Its old secret was retired for its silence, before the overlap was over. */
    @JsonProperty("retired")
    RETIRED("retired"),
    @JsonProperty("revoked")
    REVOKED("revoked"),
    /** It was said to be known to others, and is never restored. */
    @JsonProperty("leak_reported")
    LEAK_REPORTED("leak_reported"),
    /** A secret key was first seen to come from a browser. */
    @JsonProperty("exposed_in_browser")
    EXPOSED_IN_BROWSER("exposed_in_browser"),
    /** Its token was found where others can read it, and it goes on working: whoever runs the service wants it so. */
    @JsonProperty("leak_found")
    LEAK_FOUND("leak_found"),
    /** Its revocation was undone. */
    @JsonProperty("restored")
    RESTORED("restored");

    @EnumeratedValue
    private final String text;

    KeyEventType(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
