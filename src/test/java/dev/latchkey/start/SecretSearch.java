package dev.latchkey.start;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** Looks for secrets in what a service leaves behind: any piece of 12 characters, plain, in hex and in base64. */
final class SecretSearch {

    private static final int PIECE = 12;
    private static final int HEX_PIECE = 2 * PIECE;
    private static final int BASE64_PIECE = 4 * PIECE / 3;

    // By the first characters of what is looked for, as many in each encoding.
    private final Map<String, String> plain = new HashMap<>();
    private final Map<String, String> hex = new HashMap<>();
    private final Map<String, String> base64 = new HashMap<>();

    SecretSearch(Collection<String> tokens) {
        tokens.forEach(this::add);
    }

    private void add(String token) {
        var secret = token.substring(token.lastIndexOf('_') + 1);
        for (int at = 0; at + PIECE <= secret.length(); at++) {
            var piece = secret.substring(at, at + PIECE);
            plain.put(piece, token);
            var bytes = piece.getBytes(StandardCharsets.US_ASCII);
            hex.put(HexFormat.of().formatHex(bytes), token);
            // Three bytes are four characters, so that whatever stands before it, one piece in three comes out whole.
            base64.put(Base64.getEncoder().withoutPadding().encodeToString(bytes), token);
        }
    }

    /** The token of which something is found, if there is one. */
    Optional<String> find(byte[] text) {
        var there = new String(text, StandardCharsets.ISO_8859_1);
        return find(there, plain, PIECE)
                .or(() -> find(there.toLowerCase(java.util.Locale.ROOT), hex, HEX_PIECE))
                .or(() -> find(there, base64, BASE64_PIECE));
    }

    private static Optional<String> find(String text, Map<String, String> pieces, int length) {
        int run = 0;
        for (int end = 1; end <= text.length(); end++) {
            // None of the encodings holds anything else.
            run = Character.isLetterOrDigit(text.charAt(end - 1)) && text.charAt(end - 1) < 128 ? run + 1 : 0;
            if (run >= length) {
                var found = pieces.get(text.substring(end - length, end));
                if (found != null) {
                    return Optional.of(found);
                }
            }
        }
        return Optional.empty();
    }
}
