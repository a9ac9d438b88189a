package dev.latchkey.key;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a key can still be used. */
public enum KeyStatus {
    @JsonProperty("active")
    ACTIVE,
    @JsonProperty("expired")
    EXPIRED,
    @JsonProperty("revoked")
    REVOKED
}
