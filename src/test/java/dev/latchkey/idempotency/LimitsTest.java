package dev.latchkey.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.junit.jupiter.api.Test;

class LimitsTest {

    private final IdempotencyMetrics metrics = new IdempotencyMetrics();
    private final AnswerFormat format = new AnswerFormat(new ObjectMapper(), null, TestLimits.SMALL, metrics);

    @Test
    void anOrganizationUsesSoManyNamesAndNoMore() {
        var quota = new KeyQuota(TestLimits.SMALL, metrics);
        var acme = UUID.randomUUID();
        for (int i = 0; i < 3; i++) {
            quota.take(acme);
        }

        assertThatThrownBy(() -> quota.take(acme)).isInstanceOfSatisfying(ProblemException.class, refusal -> {
            assertThat(refusal.problem().type()).isEqualTo(ProblemType.IDEMPOTENCY_KEYS_EXHAUSTED);
            assertThat(refusal.problem().headers()).containsKey("Retry-After");
        });
        assertThat(metrics.exhausted.sum()).isEqualTo(1);
        quota.take(UUID.randomUUID());
    }

    @Test
    void ofALargeAnswerTheStatusIsKept() {
        var small = new KeptAnswer();
        format.keep(RestResponse.ok("12345"), small);
        var large = new KeptAnswer();
        format.keep(RestResponse.ok("12345678901"), large);

        assertThat(small.body).isEqualTo("12345");
        assertThat(large.body).isNull();
        assertThat(large.status).isEqualTo(200);
        assertThat(metrics.oversized.sum()).isEqualTo(1);
    }

    @Test
    void theOrderOfFieldsDoesNotMatterAndTheirValuesDo() {
        assertThat(format.canonical(Map.of("a", 1, "b", Map.of("c", 2, "d", 3))))
                .isEqualTo("{\"a\":1,\"b\":{\"c\":2,\"d\":3}}")
                .isNotEqualTo(format.canonical(Map.of("a", 1, "b", Map.of("c", 3, "d", 2))));
    }
}
