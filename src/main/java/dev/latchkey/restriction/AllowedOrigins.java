package dev.latchkey.restriction;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which pages may use a key in a browser: exact origins, and those whose first label may be any. */
public final class AllowedOrigins {

    public static final int MAX = 50;

    public static final AllowedOrigins ANY = new AllowedOrigins(Set.of());

    private static final int MAX_LENGTH = 255;
    private static final String LABEL = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?";
    private static final String HOST = LABEL + "(?:\\." + LABEL + ")*";
    private static final String IPV6 = "\\[[0-9a-f:.]{2,45}]";
    private static final String PORT = "(?::[1-9][0-9]{0,4})?";
    private static final Pattern EXACT = Pattern.compile("[a-z][a-z0-9+.-]*://(?:" + HOST + "|" + IPV6 + ")" + PORT);
    /** At least two labels are named: nobody owns all of a top-level domain. */
    private static final Pattern WILDCARD = Pattern.compile("https?://\\*(?:\\." + LABEL + "){2,}" + PORT);

    private static final Pattern DEFAULT_PORT = Pattern.compile("(http://[^/]*):80|(https://[^/]*):443");

    private final Set<String> origins;

    private AllowedOrigins(Set<String> origins) {
        this.origins = origins;
    }

    /** None means any. */
    public static AllowedOrigins of(Collection<String> texts) {
        return texts.isEmpty()
                ? ANY
                : new AllowedOrigins(
                        texts.stream().map(AllowedOrigins::canonical).collect(Collectors.toSet()));
    }

    /** What is wrong with an entry, if something is. */
    public static Optional<String> error(String text) {
        var plain = text.toLowerCase(Locale.ROOT);
        return text.length() <= MAX_LENGTH
                        && (EXACT.matcher(plain).matches()
                                || WILDCARD.matcher(plain).matches())
                ? Optional.empty()
                : Optional.of("must be an origin such as https://app.example.com or http://localhost:3000, without a "
                        + "path, or https://*.example.com for any one label there");
    }

    /** As browsers write it: in lower case, without the port that the scheme implies. */
    public static String canonical(String text) {
        var plain = text.toLowerCase(Locale.ROOT);
        var implied = DEFAULT_PORT.matcher(plain);
        return implied.matches() ? plain.substring(0, plain.lastIndexOf(':')) : plain;
    }

    /** Whether a request that says it comes from this origin is allowed. */
    public boolean admit(String origin) {
        if (origins.isEmpty()) {
            return true;
        }
        if (origin.length() > MAX_LENGTH || origin.indexOf('*') >= 0) {
            return false;
        }
        var plain = canonical(origin);
        return origins.contains(plain) || origins.contains(withAnyFirstLabel(plain));
    }

    private static String withAnyFirstLabel(String origin) {
        int host = origin.indexOf("://") + "://".length();
        int dot = origin.indexOf('.', host);
        return dot <= host ? origin : origin.substring(0, host) + "*" + origin.substring(dot);
    }
}
