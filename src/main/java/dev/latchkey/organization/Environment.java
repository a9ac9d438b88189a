package dev.latchkey.organization;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.persistence.EnumeratedValue;

/** Where data lives: what is made in {@code test} is never visible in {@code live}, and the other way round. */
public enum Environment {
    @JsonProperty("test")
    TEST("test"),
    @JsonProperty("live")
    LIVE("live");

    @EnumeratedValue
    private final String text;

    Environment(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
