package dev.latchkey.pricing;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Objects;

/** At least one price, and of each interval at most one. */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = DifferentIntervals.Validator.class)
@interface DifferentIntervals {

    String message() default "must hold a price, and for each interval at most one";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Compares them; what a price itself lacks is said by its own constraints. */
    class Validator implements ConstraintValidator<DifferentIntervals, List<Price>> {

        @Override
        public boolean isValid(List<Price> prices, ConstraintValidatorContext context) {
            if (prices == null || prices.isEmpty() || prices.stream().anyMatch(Objects::isNull)) {
                return false;
            }
            var intervals = prices.stream()
                    .map(Price::interval)
                    .filter(Objects::nonNull)
                    .toList();
            return intervals.stream().distinct().count() == intervals.size();
        }
    }
}
