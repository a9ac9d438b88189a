package dev.latchkey.id;

import java.util.Optional;
import java.util.UUID;

/**
 * The public form of an id: a prefix that says what it names, and the UUID in 26 characters of base 32.
 *
 * @see <a href="https://github.com/jetify-com/typeid/tree/main/spec">TypeID specification 0.3</a>
 */
public enum TypeId {
    ORGANIZATION("org"),
    API_KEY("key"),
    KEY_SECRET("secret"),
    KEY_EVENT("event"),
    USAGE_LOG("log"),
    CUSTOMER("cus"),
    PRICING_PLAN("plan"),
    PORTAL_SESSION("ps"),
    USER("user"),
    INVITATION("inv"),
    REQUEST("req");

    private static final String CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 26;
    private static final int BITS = 5;

    private final String prefix;

    TypeId(String prefix) {
        this.prefix = prefix + "_";
    }

    public String format(UUID id) {
        var text = new char[LENGTH];
        long high = id.getMostSignificantBits();
        long low = id.getLeastSignificantBits();
        for (int i = LENGTH - 1; i >= 0; i--) {
            text[i] = CROCKFORD.charAt((int) (low & 31));
            low = low >>> BITS | high << Long.SIZE - BITS;
            high >>>= BITS;
        }
        return prefix + new String(text);
    }

    /** The id, or nothing when the text is not one of this kind. */
    public Optional<UUID> parse(String text) {
        if (text.length() != prefix.length() + LENGTH || !text.startsWith(prefix)) {
            return Optional.empty();
        }
        long high = 0;
        long low = 0;
        for (int i = prefix.length(); i < text.length(); i++) {
            int digit = CROCKFORD.indexOf(text.charAt(i));
            // 26 characters hold 130 bits: a first one above 7 would not fit.
            if (digit < 0 || i == prefix.length() && digit > 7) {
                return Optional.empty();
            }
            high = high << BITS | low >>> Long.SIZE - BITS;
            low = low << BITS | digit;
        }
        return Optional.of(new UUID(high, low));
    }
}
