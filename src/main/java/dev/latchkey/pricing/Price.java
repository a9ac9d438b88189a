package dev.latchkey.pricing;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a plan costs in one interval. */
@Schema(name = "Price")
public record Price(
        @Schema(
                examples = "1900",
                description =
                        "In minor units of the plan's currency, such as cents: 1900 USD are $19, 1900 JPY are ¥1900.")
        @NotNull(message = Price.AMOUNT)
        @Min(value = 0, message = Price.AMOUNT)
        @Max(value = Price.MAX, message = Price.AMOUNT)
        Long amount,

        @Schema(examples = "month") @NotNull(message = "must be one of day, week, month, year, one_time")
        PriceInterval interval) {

    static final long MAX = 1_000_000_000_000L;
    static final String AMOUNT = "must be an integer from 0 to 1000000000000";
}
