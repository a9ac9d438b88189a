package dev.latchkey.dashboard;

import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import jakarta.validation.ConstraintViolationException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is wrong with the fields of a form, by their names. */
public record FormErrors(Map<String, String> messages) {

    private static final Set<ProblemType> OTHERS =
            Set.of(ProblemType.KEY_ROTATING, ProblemType.KEY_NOT_ACTIVE, ProblemType.KEY_NOT_RESTORABLE);

    static final FormErrors NONE = new FormErrors(Map.of());

    public FormErrors {
        messages = Map.copyOf(messages);
    }

    static FormErrors of(String field, String message) {
        return new FormErrors(Map.of(field, message));
    }

    /** What a failure says of the form, if it is about that. */
    static Optional<FormErrors> of(Throwable failure) {
        var messages = new LinkedHashMap<String, String>();
        if (failure instanceof ConstraintViolationException violations) {
            violations
                    .getConstraintViolations()
                    .forEach(violation ->
                            messages.putIfAbsent(violation.getPropertyPath().toString(), violation.getMessage()));
        } else if (failure instanceof ProblemException refusal) {
            refusal.problem().errors().forEach(error -> messages.putIfAbsent(error.field(), error.message()));
            if (OTHERS.contains(refusal.problem().type())) {
                messages.put("form", refusal.problem().detail());
            }
        }
        return messages.isEmpty() ? Optional.empty() : Optional.of(new FormErrors(messages));
    }

    static boolean areIn(Throwable failure) {
        return of(failure).isPresent();
    }

    /** What is wrong with a field; empty when nothing is. */
    public String of(String field) {
        return messages.getOrDefault(field, "");
    }

    public boolean has(String field) {
        return messages.containsKey(field);
    }

    public boolean any() {
        return !messages.isEmpty();
    }
}
