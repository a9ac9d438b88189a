package dev.latchkey.key;

import dev.latchkey.organization.Environment;
import java.security.SecureRandom;
import java.util.Optional;

/** Makes and reads the tokens of keys: {@code <prefix>_<sk|pk>_<test|live>_} and a {@link SecretText}. */
class KeyTokens {

    private final SecureRandom random;
    private final String[] heads;

    KeyTokens(String prefix, SecureRandom random) {
        this.random = random;
        heads = new String[KeyType.values().length * Environment.values().length];
        for (var type : KeyType.values()) {
            for (var environment : Environment.values()) {
                heads[index(type, environment)] = prefix + '_' + type.infix() + '_' + environment + '_';
            }
        }
    }

    KeyToken generate(KeyType type, Environment environment) {
        return new KeyToken(type, environment, SecretText.generate(heads[index(type, environment)], random));
    }

    /** The token, or nothing when the text was never one. */
    Optional<KeyToken> parse(String text) {
        for (var type : KeyType.values()) {
            for (var environment : Environment.values()) {
                var head = heads[index(type, environment)];
                if (text.startsWith(head)) {
                    return SecretText.isIntact(text, head.length())
                            ? Optional.of(new KeyToken(type, environment, text))
                            : Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private static int index(KeyType type, Environment environment) {
        return type.ordinal() * Environment.values().length + environment.ordinal();
    }
}
