package dev.latchkey.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.latchkey.id.TypeId;
import dev.latchkey.organization.Environment;
import dev.latchkey.problem.Problem.FieldError;
import dev.latchkey.problem.ProblemException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class QueryTest {

    private final Query query = new Query();

    @Test
    void whatIsLeftOutIsNotWrong() {
        assertThat(query.time("from", null)).isEmpty();
        assertThat(query.text("method", null, 8)).isEmpty();
        assertThat(query.id("apiKeyId", null, TypeId.API_KEY)).isEmpty();
        assertThat(query.oneOf("environment", null, Environment.class)).isEmpty();
        assertThatCode(query::check).doesNotThrowAnyException();
    }

    @Test
    void readsWhatIsRight() {
        assertThat(query.time("from", "2026-01-31T09:00:00+01:00")).contains(Instant.parse("2026-01-31T08:00:00Z"));
        assertThat(query.oneOf("environment", "live", Environment.class)).contains(Environment.LIVE);
        assertThat(query.integer("limit", "100", 1, 100)).isEqualTo(100);
        assertThatCode(query::check).doesNotThrowAnyException();
    }

    @Test
    void oneAnswerNamesEverythingThatIsWrong() {
        query.time("from", "yesterday");
        query.text("method", "", 8);
        query.id("apiKeyId", "key_1", TypeId.API_KEY);
        query.oneOf("environment", "LIVE", Environment.class);
        query.integer("limit", "101", 1, 100);

        var refusal = catchThrowableOfType(ProblemException.class, query::check);

        assertThat(refusal.problem().errors())
                .extracting(FieldError::field)
                .containsExactly("from", "method", "apiKeyId", "environment", "limit");
    }
}
