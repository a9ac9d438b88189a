package dev.latchkey.key;

import dev.latchkey.restriction.KnownScopes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** All entries of settings can be read. Names what is wrong beside the other constraints, in one answer. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = ReadableSettings.Validator.class)
@interface ReadableSettings {

    String message() default "must be readable";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Puts each error on its field. */
    @ApplicationScoped
    class Validator implements ConstraintValidator<ReadableSettings, KeySettings> {

        private final KnownScopes scopes;

        Validator(KnownScopes scopes) {
            this.scopes = scopes;
        }

        @Override
        public boolean isValid(KeySettings settings, ConstraintValidatorContext context) {
            context.disableDefaultConstraintViolation();
            var errors = settings.unreadable(scopes);
            // No message holds what was sent, so that none is taken for a template.
            errors.forEach(error -> context.buildConstraintViolationWithTemplate(error.message())
                    .addPropertyNode(error.field())
                    .addConstraintViolation());
            return errors.isEmpty();
        }
    }
}
