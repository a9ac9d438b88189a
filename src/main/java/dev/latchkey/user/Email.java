package dev.latchkey.user;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** An e-mail address in the one spelling that tells people apart: without blanks around it, in lower case. */
public record Email(String text) {

    public static final int MAX_LENGTH = 254;

    // Whether somebody reads it is not known anyway; this finds typing errors.
    private static final Pattern SHAPE = Pattern.compile("[^\\s@\\p{Cc}\\p{Cs}<>]+@[^\\s@\\p{Cc}\\p{Cs}<>]+");

    public static Optional<Email> parse(String text) {
        return Optional.ofNullable(text)
                .map(given -> given.strip().toLowerCase(Locale.ROOT))
                .filter(plain ->
                        plain.length() <= MAX_LENGTH && SHAPE.matcher(plain).matches())
                .map(Email::new);
    }

    @Override
    public String toString() {
        return text;
    }
}
