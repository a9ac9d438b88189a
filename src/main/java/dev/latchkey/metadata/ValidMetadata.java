package dev.latchkey.metadata;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;

/** Metadata within its bounds. */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = ValidMetadata.Validator.class)
public @interface ValidMetadata {

    String message() default "must be metadata";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Says each thing that is wrong. */
    class Validator implements ConstraintValidator<ValidMetadata, Map<String, String>> {

        @Override
        public boolean isValid(Map<String, String> metadata, ConstraintValidatorContext context) {
            if (metadata == null) {
                return true;
            }
            context.disableDefaultConstraintViolation();
            var errors = Metadata.errors(metadata);
            // No message holds what was sent, so that none is taken for a template.
            errors.forEach(
                    error -> context.buildConstraintViolationWithTemplate(error).addConstraintViolation());
            return errors.isEmpty();
        }
    }
}
