package dev.latchkey.audit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Makes partitions before they are needed, and raises an alarm when rows have missed them. */
@ApplicationScoped
class UsagePartitions {

    private static final Logger LOG = Logger.getLogger(UsagePartitions.class);
    private static final Duration EVERY = Duration.ofHours(6);

    private final UsageTable table;
    private final AtomicBoolean missed = new AtomicBoolean();

    UsagePartitions(UsageTable table) {
        this.table = table;
    }

    void start(@Observes StartupEvent started, MeterRegistry metrics) {
        Gauge.builder("latchkey.usage.outside.partitions", missed, alarm -> alarm.get() ? 1 : 0)
                .description("1 when rows are in the default partition")
                .register(metrics);
        Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(0L),
                        Multi.createFrom()
                                .ticks()
                                .startingAfter(EVERY)
                                .every(EVERY)
                                .onOverflow()
                                .drop())
                .onItem()
                .transformToUniAndConcatenate(tick -> maintain())
                .subscribe()
                .with(done -> {}, failure -> LOG.error("Partitions are no longer made ahead", failure));
    }

    private Uni<Void> maintain() {
        return table.makePartitionsAhead()
                .chain(table::hasRowsOutsidePartitions)
                .invoke(found -> {
                    missed.set(found);
                    if (found) {
                        LOG.error("Rows are in api_key_usage_logs_default: move them into partitions of their own");
                    }
                })
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.warnf("Partitions cannot be made ahead now: %s", failure))
                .onFailure()
                .recoverWithNull();
    }
}
