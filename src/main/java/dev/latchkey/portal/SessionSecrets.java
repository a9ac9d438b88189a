package dev.latchkey.portal;

import dev.latchkey.key.SecretText;
import dev.latchkey.organization.Environment;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes and recognises the two secrets of a session: the one of its link and the one of its cookie. */
@ApplicationScoped
class SessionSecrets {

    private static final String LINK = "mgl";
    private static final String COOKIE = "mgc";

    private final SecureRandom random = new SecureRandom();

    String newToken(Environment environment) {
        return SecretText.generate(head(LINK, environment), random);
    }

    String newCookie(Environment environment) {
        return SecretText.generate(head(COOKIE, environment), random);
    }

    /** The token of a link, or nothing when the text was never one. */
    static Optional<String> token(String text) {
        return intact(LINK, text);
    }

    static Optional<String> cookie(String text) {
        return intact(COOKIE, text);
    }

    private static Optional<String> intact(String kind, String text) {
        return Stream.of(Environment.values())
                .map(environment -> head(kind, environment))
                .filter(text::startsWith)
                .findFirst()
                .filter(head -> SecretText.isIntact(text, head.length()))
                .map(head -> text);
    }

    private static String head(String kind, Environment environment) {
        return kind + '_' + environment + '_';
    }
}
