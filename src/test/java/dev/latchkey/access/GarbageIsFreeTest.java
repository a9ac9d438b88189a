package dev.latchkey.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Metrics;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

@QuarkusTest
class GarbageIsFreeTest {

    private static final int TOKENS = 10_000;
    private static final int AT_ONCE = 100;

    private final Random random = new Random(1);

    @Test
    void malformedTokensCostNoDigestNoCacheEntryAndNoQuery() throws IOException {
        var malformed = Metrics.value("latchkey_verdicts_total{verdict=\"malformed\"}");
        var digests = Metrics.value("latchkey_keys_digests_total");
        var lookUps = Metrics.value("latchkey_keys_cache_misses_total");
        var cached = Metrics.value("latchkey_keys_cache_size");
        var attempts = Metrics.value("latchkey_failed_attempts_total{reason=\"malformed\"}");
        var recorded = Metrics.value("latchkey_usage_accepted_total");

        try (var client = RawHttp.connect()) {
            for (int sent = 0; sent < TOKENS; sent += AT_ONCE) {
                var pipeline = new StringBuilder();
                for (int i = 0; i < AT_ONCE; i++) {
                    pipeline.append("GET /v1/verify HTTP/1.1\r\nHost: x\r\nx-api-key: mf_sk_test_");
                    random.ints(36, 'A', 'Z').forEach(c -> pipeline.append((char) c));
                    pipeline.append("\r\n\r\n");
                }
                client.send(pipeline.toString());
                for (int i = 0; i < AT_ONCE; i++) {
                    assertThat(client.readUntil("\"requestId\"")).contains("HTTP/1.1 401");
                }
            }
        }

        assertThat(Metrics.value("latchkey_verdicts_total{verdict=\"malformed\"}"))
                .isEqualTo(malformed + TOKENS);
        assertThat(Metrics.value("latchkey_keys_digests_total")).isEqualTo(digests);
        assertThat(Metrics.value("latchkey_keys_cache_misses_total")).isEqualTo(lookUps);
        assertThat(Metrics.value("latchkey_keys_cache_size")).isEqualTo(cached);
        assertThat(Metrics.value("latchkey_usage_accepted_total")).isEqualTo(recorded);
        assertThat(Metrics.value("latchkey_failed_attempts_total{reason=\"malformed\"}"))
                .isEqualTo(attempts + TOKENS);
        // Those of other tests in the same minute included.
        assertThat(Metrics.value("latchkey_failed_attempts_sources")).isLessThan(10);
    }
}
