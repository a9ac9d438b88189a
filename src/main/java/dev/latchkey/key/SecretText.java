package dev.latchkey.key;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.zip.CRC32;

/**
 * What every token ends with: 30 random base62 characters (178 bits), and a CRC-32 of the whole token before it in 6 more.
 * The checksum is no secret: it lets typos, scanners and this service tell a token from garbage without asking anybody.
 */
public final class SecretText {

    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM_LENGTH = 30;
    private static final int CHECKSUM_LENGTH = 6;

    private SecretText() {}

    /** A new token that begins with a head. */
    public static String generate(String head, SecureRandom random) {
        var text = new StringBuilder(head);
        for (int i = 0; i < RANDOM_LENGTH; i++) {
            text.append(BASE62.charAt(random.nextInt(BASE62.length())));
        }
        return text.append(checksum(text.toString())).toString();
    }

    /** Whether a text whose head ends at {@code start} is a whole token. Costs no digest. */
    public static boolean isIntact(String text, int start) {
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
}
