package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.organization.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The expression that the README gives to scanners finds our tokens and nothing else. */
class DocumentedExpressionTest {

    private static final Pattern BLOCK = Pattern.compile("```regex\\s+(\\S+)\\s+```");
    private static final String TOKEN = "mf_sk_live_0123456789abcdefghijklmnopqrstuvwxyz";

    private final KeyTokens tokens = new KeyTokens("mf", new SecureRandom());
    private Pattern expression;

    @BeforeEach
    void read() throws IOException {
        var found = BLOCK.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
        assertThat(found).hasSize(1);
        expression = Pattern.compile(found.get(0));
    }

    @Test
    void findsEveryToken() {
        for (var type : KeyType.values()) {
            for (var environment : Environment.values()) {
                for (int i = 0; i < 1000; i++) {
                    var token = tokens.generate(type, environment).text();
                    assertThat(find("x-api-key: " + token + "\r\n")).containsExactly(token);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "KEY=%s",
                "\"%s\"",
                "'%s',",
                "https://x/?key=%s&y",
                "<key>%s</key>",
                "%s.",
                "-H x-api-key:%s\\",
                "(%s)",
            })
    void findsItWhereverItStands(String text) {
        assertThat(find(String.format(text, TOKEN))).containsExactly(TOKEN);
    }

    @Test
    void findsSeveral() {
        var all = new ArrayList<String>();
        for (int i = 0; i < 10; i++) {
            all.add(tokens.generate(KeyType.PUBLISHABLE, Environment.TEST).text());
        }

        assertThat(find(String.join(",", all))).isEqualTo(all);
    }

    @Test
    void findsNothingElse() {
        for (var other : List.of(
                "",
                "mf_sk_test_",
                TOKEN.substring(0, TOKEN.length() - 1),
                TOKEN + "0",
                TOKEN + "_",
                "x" + TOKEN,
                TOKEN.replace("mf_", "mg_"),
                TOKEN.replace("_sk_", "_rk_"),
                TOKEN.replace("_live_", "_prod_"),
                TOKEN.replace("mf_", "MF_"),
                TOKEN.replace('5', '-'),
                TOKEN.replace("_", "-"),
                "mf_sk_test_…x7Qp",
                "key_01jd9qv3m8e9kb4c5f6g7h8j9k",
                "req_01jd9qv3m8e9kb4c5f6g7h8j9k")) {
            assertThat(find(other)).as(other).isEmpty();
        }
    }

    /** Many scanners know neither looking around nor going back. */
    @Test
    void isPlainEnoughForEveryScanner() {
        assertThat(expression.pattern()).doesNotContain("(?").doesNotContainPattern("\\\\[0-9]");
    }

    private List<String> find(String text) {
        return expression.matcher(text).results().map(MatchResult::group).toList();
    }
}
