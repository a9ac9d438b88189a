package dev.latchkey.portal;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** A part of a customer's page. */
enum PortalFeature {
    @JsonProperty("profile")
    PROFILE,
    @JsonProperty("plans")
    PLANS,
    @JsonProperty("usage")
    USAGE;

    static PortalFeature parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
