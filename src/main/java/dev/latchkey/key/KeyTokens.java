package dev.latchkey.key;

import dev.latchkey.organization.Environment;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Makes and reads tokens: {@code <prefix>_<sk|pk>_<test|live>_}, 30 random base62 characters (178 bits), and a CRC-32
 * of all that in 6 more. The checksum is no secret: it lets typos, scanners and this service tell a token from garbage
 * without asking anybody.
 */
class KeyTokens {

    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM_LENGTH = 30;
    private static final int CHECKSUM_LENGTH = 6;

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
        var text = new StringBuilder(heads[index(type, environment)]);
        for (int i = 0; i < RANDOM_LENGTH; i++) {
            text.append(BASE62.charAt(random.nextInt(BASE62.length())));
        }
        return new KeyToken(
                type, environment, text.append(checksum(text.toString())).toString());
    }

    /** The token, or nothing when the text was never one. */
    Optional<KeyToken> parse(String text) {
        for (var type : KeyType.values()) {
            for (var environment : Environment.values()) {
                var head = heads[index(type, environment)];
                if (text.startsWith(head)) {
                    return isIntact(text, head.length())
                            ? Optional.of(new KeyToken(type, environment, text))
                            : Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isIntact(String text, int start) {
        int end = start + RANDOM_LENGTH;
        if (text.length() != end + CHECKSUM_LENGTH) {
            return false;
        }
        for (int i = start; i < text.length(); i++) {
            if (BASE62.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return text.startsWith(checksum(text.substring(0, end)), end);
    }

    private static String checksum(String body) {
        var crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        long rest = crc.getValue();
        var digits = new char[CHECKSUM_LENGTH];
        for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
            digits[i] = BASE62.charAt((int) (rest % BASE62.length()));
            rest /= BASE62.length();
        }
        return new String(digits);
    }

    private static int index(KeyType type, Environment environment) {
        return type.ordinal() * Environment.values().length + environment.ordinal();
    }
}
