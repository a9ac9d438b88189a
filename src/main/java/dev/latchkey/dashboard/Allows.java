package dev.latchkey.dashboard;

import dev.latchkey.user.Role;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The least role that a page is for. A page has either this or {@link AllowsAnybody}; without, nothing starts. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Allows {

    Role value();
}
