package dev.latchkey.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Opens a route to requests without a key, whose path is spelled as the route's own. With a key it is a route like any
 * other. Nobody is known to act then: the route must be safe for everybody, and limit how often it is used.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface AdmitsAnonymous {}
