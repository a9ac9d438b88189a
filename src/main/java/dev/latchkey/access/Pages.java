package dev.latchkey.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that the routes of a class are pages for people, and no part of the API. They take no API keys and any query, since
 * a form sends fields that are empty. Who sees them is decided by the feature that has them, on every one of its routes.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Pages {}
