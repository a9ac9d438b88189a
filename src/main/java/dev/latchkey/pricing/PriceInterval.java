package dev.latchkey.pricing;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How often a price is paid. */
public enum PriceInterval {
    @JsonProperty("day")
    DAY,
    @JsonProperty("week")
    WEEK,
    @JsonProperty("month")
    MONTH,
    @JsonProperty("year")
    YEAR,
    @JsonProperty("one_time")
    ONE_TIME;

    static PriceInterval parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
