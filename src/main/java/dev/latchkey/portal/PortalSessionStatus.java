package dev.latchkey.portal;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a session still shows anything. */
enum PortalSessionStatus {
    @JsonProperty("active")
    ACTIVE,
    @JsonProperty("expired")
    EXPIRED,
    @JsonProperty("ended")
    ENDED
}
