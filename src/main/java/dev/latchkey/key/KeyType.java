package dev.latchkey.key;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.persistence.EnumeratedValue;

/** What a key may be used for. */
public enum KeyType {
    /** Backend only: may read, create, update and delete. */
    @JsonProperty("secret")
    SECRET("secret", "sk"),
    /** May ship in a browser: reads what is marked public, writes nothing. */
    @JsonProperty("publishable")
    PUBLISHABLE("publishable", "pk");

    @EnumeratedValue
    private final String text;

    private final String infix;

    KeyType(String text, String infix) {
        this.text = text;
        this.infix = infix;
    }

    /** How a token says its type. */
    String infix() {
        return infix;
    }

    @Override
    public String toString() {
        return text;
    }
}
