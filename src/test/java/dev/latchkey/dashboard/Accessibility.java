package dev.latchkey.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Finds what keeps people out of a page who cannot see it, or cannot use a mouse. */
final class Accessibility {

    private static final String SERIOUS_FAULTS = """
            async () => (await axe.run()).violations
                .filter(rule => ["serious", "critical"].includes(rule.impact))
                .map(rule => rule.id + ": " + rule.help + " " + rule.nodes.map(node => node.html).join(" | "))
            """;

    private static final String AXE = read();

    private Accessibility() {}

    static void check(Page page) {
        page.evaluate(AXE);

        assertThat((List<?>) page.evaluate(SERIOUS_FAULTS))
                .as("faults of %s", page.url())
                .isEmpty();
    }

    private static String read() {
        try (var in = Accessibility.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
