package dev.latchkey.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.audit.UsageHistory.Part;
import dev.latchkey.caller.Caller;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Walks a range of the usage log page by page, each read when the client has taken the one before, so that an export of
 * any size holds one page, no transaction between pages, and nothing once the client is gone.
 */
@ApplicationScoped
class UsageExport {

    private static final int PAGE = 1_000;

    private final UsageHistory history;
    private final UsageHistoryConfig config;
    private final ObjectMapper json;
    private final AtomicInteger running = new AtomicInteger();
    private final Counter exported;

    UsageExport(UsageHistory history, UsageHistoryConfig config, ObjectMapper json, MeterRegistry metrics) {
        this.history = history;
        this.config = config;
        this.json = json;
        Gauge.builder("latchkey.usage.exports", running, AtomicInteger::get)
                .description("Exports of the usage log that are running")
                .register(metrics);
        exported = Counter.builder("latchkey.usage.exported")
                .description("Rows of the usage log that were read for exports")
                .register(metrics);
    }

    /** The rows of a range, newest first. Fails before the first byte when the first page cannot be read. */
    Multi<Buffer> stream(Caller owner, UsageFilter filter, ExportFormat format) {
        return Multi.createFrom().deferred(() -> {
            if (running.incrementAndGet() > config.maxExports()) {
                running.decrementAndGet();
                return Multi.createFrom().failure(tooMany());
            }
            return pages(owner, filter, format).onTermination().invoke(running::decrementAndGet);
        });
    }

    private Multi<Buffer> pages(Caller owner, UsageFilter filter, ExportFormat format) {
        return Multi.createBy()
                .repeating()
                .uni(Walk::new, walk -> next(walk, owner, filter, format))
                .whilst(Chunk::hasMore)
                .map(Chunk::text)
                .filter(text -> text.length() > 0);
    }

    /** How far an export is. */
    private static final class Walk {
        private boolean began;
        private Optional<UUID> before = Optional.empty();
    }

    private record Chunk(Buffer text, boolean hasMore) {}

    private Uni<Chunk> next(Walk walk, Caller owner, UsageFilter filter, ExportFormat format) {
        return UsageSearch.page(history, owner, filter, walk.before, PAGE, config.readBudget())
                .map(part -> {
                    exported.increment(part.rows().size());
                    var text = text(part, format, !walk.began);
                    walk.began = true;
                    walk.before = part.next();
                    return new Chunk(text, part.next().isPresent());
                });
    }

    private Buffer text(Part part, ExportFormat format, boolean isFirst) {
        return switch (format) {
            case CSV -> Buffer.buffer((isFirst ? CsvFormat.HEADER : "") + CsvFormat.lines(part.rows()));
            case JSON_LINES, NDJSON -> jsonLines(part.rows());
        };
    }

    private Buffer jsonLines(List<UsageLogView> rows) {
        var text = Buffer.buffer();
        try {
            for (var row : rows) {
                text.appendBytes(json.writeValueAsBytes(row)).appendByte((byte) '\n');
            }
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        return text;
    }

    private RuntimeException tooMany() {
        return Problem.of(
                        ProblemType.UNAVAILABLE,
                        "There are " + config.maxExports() + " exports running already. Try again when one has ended.")
                .withHeader("Retry-After", "10")
                .asException();
    }
}
