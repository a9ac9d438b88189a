package dev.latchkey.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A path that has one spelling only, so that an upstream cannot take it for another one than it is decided by here: no
 * empty or dotted segments within, nothing encoded that may stand for itself, nor what must not be sent at all.
 */
record PlainPath(List<String> segments) {

    /** What stands for itself (RFC 3986, pchar), without what servers take apart. */
    private static final String ITSELF = "A-Za-z0-9._~!$&'()*+,=:@-";

    private static final Pattern PLAIN = Pattern.compile("(?:/(?:[" + ITSELF + "]|%[0-9A-Fa-f]{2})+)*/?");
    private static final Pattern DOTTED = Pattern.compile("\\.{1,2}");
    private static final Pattern ENCODED = Pattern.compile("%(..)");
    private static final Pattern MEANT = Pattern.compile("[ \"<>\\[\\]^`{|}\\x{a0}-\\x{10ffff}" + ITSELF + "]*");
    private static final Pattern NOT_NEEDED = Pattern.compile("[" + ITSELF + "]");

    static Optional<PlainPath> of(String path) {
        if (path.isEmpty() || !PLAIN.matcher(path).matches()) {
            return Optional.empty();
        }
        var segments = List.of(path.substring(1).split("/", -1));
        return segments.stream().allMatch(segment -> !DOTTED.matcher(segment).matches() && isEncodedAsNeeded(segment))
                ? Optional.of(new PlainPath(segments))
                : Optional.empty();
    }

    private static boolean isEncodedAsNeeded(String segment) {
        if (segment.indexOf('%') < 0) {
            return true;
        }
        var encoded = ENCODED.matcher(segment).results().toList();
        return encoded.stream()
                        .noneMatch(match -> NOT_NEEDED
                                .matcher(String.valueOf((char) Integer.parseInt(match.group(1), 16)))
                                .matches())
                && decode(segment).filter(text -> MEANT.matcher(text).matches()).isPresent();
    }

    private static Optional<String> decode(String segment) {
        var bytes = ByteBuffer.allocate(segment.length());
        for (int i = 0; i < segment.length(); i++) {
            if (segment.charAt(i) == '%') {
                bytes.put((byte) Integer.parseInt(segment.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.put((byte) segment.charAt(i));
            }
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }
}
