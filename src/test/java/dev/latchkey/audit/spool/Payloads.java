package dev.latchkey.audit.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Payloads as text, so that a failing test says what is missing. */
final class Payloads {

    private Payloads() {}

    static byte[] bytes(String payload) {
        return payload.getBytes(StandardCharsets.UTF_8);
    }

    /** So many different payloads of different lengths. */
    static List<String> payloads(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> i + ":" + "x".repeat(i % 100))
                .toList();
    }

    static long append(Spool spool, String... payloads) {
        long end = 0;
        for (var payload : payloads) {
            var bytes = bytes(payload);
            assertThat(spool.reserve(bytes.length)).isTrue();
            end = spool.append(bytes.length, bytes, bytes.length);
        }
        return end;
    }

    static List<String> text(SpoolBatch batch) {
        return batch.payloads().stream()
                .map(payload -> new String(payload, StandardCharsets.UTF_8))
                .toList();
    }

    /** Reads and acknowledges everything. */
    static List<String> drain(Spool spool) {
        var read = new ArrayList<String>();
        for (var batch = spool.read(70); !batch.isEmpty(); batch = spool.read(70)) {
            read.addAll(text(batch));
            spool.acknowledge(batch);
        }
        return read;
    }
}
