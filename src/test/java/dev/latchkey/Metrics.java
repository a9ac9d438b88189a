package dev.latchkey;

import static io.restassured.RestAssured.given;

/** Reads the service's own metrics, as an operator would. */
public final class Metrics {

    private Metrics() {}

    /** The value of a series such as {@code latchkey_usage_stored_total}. */
    public static double value(String series) {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no series " + series));
    }
}
