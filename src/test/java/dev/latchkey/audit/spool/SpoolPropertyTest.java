package dev.latchkey.audit.spool;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever happens in whatever order, a spool is like a list. */
class SpoolPropertyTest {

    private static final int TRIES = 1000;
    private static final int LIMIT = 12 << 10;

    @Property(tries = TRIES)
    void aSpoolIsAListThatOutlivesTheProcess(@ForAll("lives") List<Step> life) throws IOException {
        var model = new SpoolModel(new SpoolSettings(LIMIT, 1024, false));
        for (var step : life) {
            take(step, model);
            model.check();
        }
    }

    @Property(tries = TRIES)
    void whatIsDurableOutlivesALossOfPower(@ForAll("durableLives") List<Step> life, @ForAll long seed)
            throws IOException {
        var model = new SpoolModel(new SpoolSettings(LIMIT, 1024, true));
        var chance = new Random(seed);
        for (var step : life) {
            if (step.action() == Action.LOSE_POWER) {
                model.losePower(chance);
            } else {
                take(step, model);
            }
            model.check();
        }
    }

    @Example
    void aCheckpointThatIsAheadAfterALossOfPowerRepeatsWhatWasAcknowledged() throws IOException {
        var model = new SpoolModel(new SpoolSettings(LIMIT, 1024, true));
        model.append(14);
        model.makeDurable();
        model.append(10);
        model.acknowledge(4);
        model.runBackground();
        model.acknowledge(12);
        model.losePower(new Random(-2));
        model.check();
        model.crash();
        model.acknowledge(14);
        model.check();
    }

    @Provide
    Arbitrary<List<Step>> lives() {
        return lives(List.of(
                Action.APPEND,
                Action.ACKNOWLEDGE,
                Action.BACKGROUND,
                Action.CRASH,
                Action.RESTART,
                Action.DISK_IS_FULL,
                Action.DISK_HAS_ROOM));
    }

    @Provide
    Arbitrary<List<Step>> durableLives() {
        return lives(List.of(Action.values()));
    }

    private static Arbitrary<List<Step>> lives(List<Action> actions) {
        // Appends weigh more, so that lives are long enough for windows to be archived and reused.
        var weighted = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(Action.APPEND)), Tuple.of(5, Arbitraries.of(actions)));
        return Combinators.combine(weighted, Arbitraries.integers().between(1, 40))
                .as(Step::new)
                .list()
                .ofMinSize(5)
                .ofMaxSize(60);
    }

    private static void take(Step step, SpoolModel model) throws IOException {
        switch (step.action()) {
            case APPEND -> model.append(step.count());
            case ACKNOWLEDGE -> model.acknowledge(step.count());
            case BACKGROUND -> model.runBackground();
            case DURABLE -> model.makeDurable();
            case DISK_IS_FULL -> model.diskIsFull(true);
            case DISK_HAS_ROOM -> model.diskIsFull(false);
            case CRASH -> model.crash();
            case RESTART -> model.restart();
            case LOSE_POWER -> throw new IllegalArgumentException("Needs a chance");
        }
    }

    enum Action {
        APPEND,
        ACKNOWLEDGE,
        BACKGROUND,
        DURABLE,
        DISK_IS_FULL,
        DISK_HAS_ROOM,
        CRASH,
        RESTART,
        LOSE_POWER
    }

    record Step(Action action, int count) {}
}
