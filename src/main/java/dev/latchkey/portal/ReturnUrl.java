package dev.latchkey.portal;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** Where a customer may be sent: https, or http on the customer's own machine. */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = ReturnUrl.Validator.class)
@interface ReturnUrl {

    String message() default "must be an https URL such as https://shop.example/account, or http on localhost";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Reads it as browsers do, as far as both agree. */
    class Validator implements ConstraintValidator<ReturnUrl, String> {

        private static final Set<String> OWN_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

        @Override
        public boolean isValid(String text, ConstraintValidatorContext context) {
            try {
                // A backslash is a slash to browsers; URI refuses it, and spaces and control characters.
                var url = text == null ? null : new URI(text);
                return url != null
                        && url.getHost() != null
                        && url.getRawUserInfo() == null
                        && ("https".equals(url.getScheme())
                                || "http".equals(url.getScheme()) && OWN_MACHINE.contains(url.getHost()));
            } catch (URISyntaxException notAUrl) {
                return false;
            }
        }
    }
}
