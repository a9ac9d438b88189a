package dev.latchkey.key.feed;

import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a notification says: the digests of a change in hexadecimal, or nothing. */
final class Payload {

    private static final Pattern DIGESTS = Pattern.compile("[0-9a-f]{64}(?:,[0-9a-f]{64})*+");

    private Payload() {}

    /** What is no list of digests names none: whoever may connect may notify. */
    static List<byte[]> digests(String payload) {
        return DIGESTS.matcher(payload).matches()
                ? Stream.of(payload.split(",")).map(HexFormat.of()::parseHex).toList()
                : List.of();
    }
}
