package dev.latchkey.leak.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.Problem.FieldError;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatchReaderTest {

    private static final String TOKEN = "mf_sk_live_0123456789abcdefghijklmnopqrstuvwxyz";

    private final MatchReader reader =
            new MatchReader(new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION), 3);

    @Test
    void readsWhatGithubSends() {
        var read = reader.read(
                bytes("[{\"token\": \"a\", \"type\": \"b\", \"url\": \"https://x\", \"source\": \"commit\"},"
                        + "{\"token\": \"c\", \"type\": \"d\", \"url\": null, \"more\": {}}]"));

        assertThat(read).containsExactly(new Match("a", "b", "https://x", "commit"), new Match("c", "d", "", ""));
    }

    @Test
    void namesWhatIsWrong() {
        var problem = refusal("[1, {\"token\": 1, \"type\": \"x\"}, {\"token\": \"x\", \"url\": []}]");

        assertThat(problem.errors())
                .containsExactly(
                        new FieldError("0", "must be an object"),
                        new FieldError("1.token", "must be a string"),
                        new FieldError("2.type", "must be a string"),
                        new FieldError("2.url", "must be a string"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[{}, {}, {}, {}]"})
    void theNumberOfTokensIsBounded(String body) {
        assertThat(refusal(body).errors()).containsExactly(new FieldError("body", "must hold 1 to 3 tokens"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "\"x\"", "[", "[{\"token\": \"a\", \"token\": \"b\"}]", "nonsense"})
    void whatIsNoArrayIsMalformed(String body) {
        assertThat(refusal(body).type()).isEqualTo(ProblemType.MALFORMED_REQUEST);
    }

    @Test
    void anotherEncodingIsMalformed() {
        var problem = refusal("[{\"token\": \"\u00e9\"}]".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(problem.type()).isEqualTo(ProblemType.MALFORMED_REQUEST);
    }

    @Test
    void thePlaceOfAMatchShowsNoToken() {
        var match = new Match(TOKEN, "t", "https://github.com/a/" + TOKEN + "/b?" + TOKEN.replace("_", "%5F"), TOKEN);

        assertThat(match.place()).startsWith("GitHub secret scanning").contains("github.com/a/");
        assertThat(match.place() + match).doesNotContain("0123456789");
    }

    @Test
    void thePlaceOfAMatchIsFitToBeStored() {
        var match = new Match("x", "t", "https://github.com/\0\ud800" + "long".repeat(1000), "commit");

        assertThat(match.place()).hasSizeLessThan(600).doesNotContain("\0").doesNotContain("\ud800");
        assertThat(new Match("x", "t", "", "").place()).isEqualTo("GitHub secret scanning");
    }

    private Problem refusal(String body) {
        return refusal(bytes(body));
    }

    private Problem refusal(byte[] body) {
        return catchThrowableOfType(ProblemException.class, () -> reader.read(body))
                .problem();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
