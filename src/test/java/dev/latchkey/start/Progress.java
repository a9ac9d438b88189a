package dev.latchkey.start;

import java.util.Map;
import java.util.TreeMap;

/** One line that moves while a long proof runs, and the table of what came out. */
final class Progress {

    private final String title;
    private final int steps;
    private int done;

    Progress(String title, int steps) {
        this.title = title;
        this.steps = steps;
    }

    void step(String state) {
        done++;
        if (done % Math.max(1, steps / 20) == 0 || done == steps) {
            System.out.printf("%-28s %5d/%d  %s%n", title, done, steps, state);
        }
    }

    void result(Map<String, ?> figures) {
        System.out.printf("%-28s", title);
        new TreeMap<>(figures).forEach((name, value) -> System.out.printf("  %s %s", name, value));
        System.out.println();
    }
}
