package dev.latchkey.portal;

import dev.latchkey.audit.CustomerActivity.Activity;
import dev.latchkey.page.Page;
import dev.latchkey.pricing.Price;
import dev.latchkey.pricing.PublicPricingPlan;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A customer's page as text. Parts that the session does not show are null.
 *
 * @param saved whether the profile was just saved
 * @param ends when the session is over
 */
record PageModel(
        String returnUrl, boolean isTest, boolean saved, ProfileForm form, Plans plans, Usage usage, String ends) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    /** The plans on offer. */
    record Plans(List<Plan> list) {

        static Plans of(Page<PublicPricingPlan> page) {
            return new Plans(page.data().stream().map(Plan::of).toList());
        }
    }

    /** A plan and what it costs. */
    record Plan(String name, String description, List<String> prices, List<String> features) {

        static Plan of(PublicPricingPlan plan) {
            return new Plan(
                    plan.name(),
                    plan.description(),
                    plan.prices().stream()
                            .map(price -> price(price, plan.currency()))
                            .toList(),
                    plan.features());
        }
    }

    /** What was done lately, and the cursor of what was done before; null when that is all. */
    record Usage(List<Row> rows, String next) {

        static Usage of(Page<Activity> page) {
            return new Usage(page.data().stream().map(Row::of).toList(), page.nextCursor());
        }
    }

    /** One request. */
    record Row(String machineTime, String time, String what, String result, String from) {

        static Row of(Activity activity) {
            var status = activity.status();
            return new Row(
                    activity.occurredAt().toString(),
                    PageModel.time(activity.occurredAt()),
                    PageModel.what(activity.method() + " " + activity.route()),
                    status == null ? "Not answered" : (status < 400 ? "Done" : "Refused") + " (" + status + ")",
                    Objects.requireNonNullElse(activity.clientAddress(), "Unknown"));
        }
    }

    private static String what(String request) {
        return switch (request) {
            case "GET /portal/{token}" -> "Looked at the link";
            case "POST /portal/{token}" -> "Opened the link";
            case "GET /portal" -> "Saw this page";
            case "POST /portal/profile", "PATCH /v1/portal/profile" -> "Changed the profile";
            case "POST /portal/sign-out" -> "Signed out";
            default -> request;
        };
    }

    static String time(Instant time) {
        return TIME.format(time);
    }

    /** In the currency's own units: 1900 of USD are 19.00 USD, and of JPY 1,900 JPY. */
    static String price(Price price, String currency) {
        int digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        var amount = String.format(
                Locale.ROOT, "%,." + digits + "f %s", BigDecimal.valueOf(price.amount(), digits), currency);
        var interval = price.interval().toString();
        return interval.equals("one_time") ? amount + " once" : amount + " per " + interval;
    }
}
