package dev.latchkey.start;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The arguments of the program after the name of the command.
 *
 * @param operands those that are no options
 * @param options the values of options by their names
 */
record Arguments(List<String> operands, Map<String, String> options) {

    private static final String OPTION = "--";

    /** Reads arguments such as {@code org_… --environment live}; fails when an option is not known or has no value. */
    static Arguments of(List<String> given, Set<String> known) {
        var operands = new ArrayList<String>();
        var options = new HashMap<String, String>();
        for (Iterator<String> rest = given.iterator(); rest.hasNext(); ) {
            var argument = rest.next();
            if (!argument.startsWith(OPTION)) {
                operands.add(argument);
                continue;
            }
            var name = argument.substring(OPTION.length());
            if (!known.contains(name)) {
                throw new UsageException("there is no option " + argument);
            }
            if (!rest.hasNext()) {
                throw new UsageException(argument + " needs a value");
            }
            if (options.put(name, rest.next()) != null) {
                throw new UsageException(argument + " is given twice");
            }
        }
        return new Arguments(operands, options);
    }

    /** The one operand there must be. */
    String operand(String what) {
        if (operands.size() != 1) {
            throw new UsageException("give " + what);
        }
        return operands.get(0);
    }

    void noOperand() {
        if (!operands.isEmpty()) {
            throw new UsageException("'" + operands.get(0) + "' is too much");
        }
    }

    /** The value of an option as one of an enumeration, by its lower-case name. */
    <T extends Enum<T>> T oneOf(String option, T[] values, T without) {
        return Optional.ofNullable(options.get(option))
                .map(text -> List.of(values).stream()
                        .filter(value -> value.toString().equals(text))
                        .findFirst()
                        .orElseThrow(() -> new UsageException(OPTION + option + " must be one of " + List.of(values))))
                .orElse(without);
    }

    /** The arguments are wrong; the message says how. */
    static final class UsageException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }
    }
}
