package dev.latchkey.dashboard;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.account.OrganizationView;
import dev.latchkey.problem.Problem;
import java.time.Duration;
import java.util.Map;

/**
 * The settings of an organization as they are typed.
 *
 * @param requests the rate limit of keys that have none; empty for none
 */
public record SettingsForm(String name, String requests, String period) {

    private static final Map<String, String> PERIODS = Map.of("second", "PT1S", "minute", "PT1M", "hour", "PT1H");

    static SettingsForm of(OrganizationView organization) {
        var limit = organization.defaultRateLimit();
        return new SettingsForm(
                organization.name(),
                limit == null ? "" : String.valueOf(limit.requests()),
                limit == null ? "minute" : period(limit.period()));
    }

    private static String period(Duration period) {
        return PERIODS.entrySet().stream()
                .filter(known -> Duration.parse(known.getValue()).equals(period))
                .findFirst()
                .map(Map.Entry::getKey)
                .orElse("other");
    }

    /** Whether the limit has a period that the API knows and the form does not: then it stays as it is. */
    public boolean hasOtherPeriod() {
        return period.equals("other");
    }

    ObjectNode patch() {
        var patch = JsonNodeFactory.instance.objectNode().put("name", name.strip());
        if (requests.isBlank()) {
            patch.putNull("defaultRateLimit");
            return patch;
        }
        var limit = patch.putObject("defaultRateLimit").put("requests", number());
        if (PERIODS.containsKey(period)) {
            limit.put("period", PERIODS.get(period));
        }
        return patch;
    }

    private int number() {
        try {
            return Integer.parseInt(requests.strip());
        } catch (NumberFormatException notANumber) {
            throw Problem.invalid("defaultRateLimit.requests", "must be a whole number")
                    .asException();
        }
    }
}
