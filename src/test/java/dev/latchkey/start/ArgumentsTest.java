package dev.latchkey.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.key.KeyType;
import dev.latchkey.organization.Environment;
import dev.latchkey.start.Arguments.UsageException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {

    private static final Set<String> KNOWN = Set.of("environment", "type");

    @Test
    void operandsAndOptionsComeInAnyOrder() {
        var arguments = Arguments.of(List.of("--environment", "live", "org_x", "--type", "publishable"), KNOWN);

        assertThat(arguments.operand("an id")).isEqualTo("org_x");
        assertThat(arguments.oneOf("environment", Environment.values(), Environment.TEST))
                .isEqualTo(Environment.LIVE);
        assertThat(arguments.oneOf("type", KeyType.values(), KeyType.SECRET)).isEqualTo(KeyType.PUBLISHABLE);
        assertThat(Arguments.of(List.of("org_x"), KNOWN).oneOf("type", KeyType.values(), KeyType.SECRET))
                .isEqualTo(KeyType.SECRET);
    }

    @ParameterizedTest
    @CsvSource({
        "--colour red, there is no option --colour",
        "org_x --type, --type needs a value",
        "--type secret --type secret, --type is given twice",
    })
    void whatIsWrongIsSaid(String given, String message) {
        assertThatThrownBy(() -> Arguments.of(List.of(given.split(" ")), KNOWN))
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
    }

    @Test
    void operandsAndValuesMustFit() {
        var none = Arguments.of(List.of("--environment", "prod"), KNOWN);

        assertThatThrownBy(() -> none.operand("an id")).hasMessage("give an id");
        assertThatThrownBy(() -> none.oneOf("environment", Environment.values(), Environment.TEST))
                .hasMessage("--environment must be one of [test, live]");
        assertThatThrownBy(() -> Arguments.of(List.of("x"), KNOWN).noOperand()).hasMessage("'x' is too much");
    }
}
