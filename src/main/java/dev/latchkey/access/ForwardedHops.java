package dev.latchkey.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads where proxies say a request came from, in the order in which it passed them. */
final class ForwardedHops {

    /** One parameter of {@code Forwarded}, or what separates two elements. */
    private static final Pattern PART = Pattern.compile(
            "\\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s;,\"]*))\\s*(;|,|$)");

    private static final Pattern WITH_PORT = Pattern.compile("\\[([0-9A-Fa-f:.]+)](?::\\w+)?|([0-9.]+)(?::\\w+)?");
    private static final String HIDDEN = "unknown";

    private ForwardedHops() {}

    /**
     * The hops of {@code X-Forwarded-For}. Headers of the same name are one list (RFC 9110, section 5.3).
     *
     * @param values of each header
     */
    static List<String> forwardedFor(List<String> values) {
        var hops = new ArrayList<String>();
        for (var value : values) {
            for (var hop : value.split(",", -1)) {
                hops.add(hop.strip());
            }
        }
        return hops;
    }

    /**
     * The hops of {@code Forwarded}; one that does not say, or says it in a way that cannot be read, is hidden.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc7239">RFC 7239</a>
     */
    static List<String> forwarded(List<String> values) {
        var hops = new ArrayList<String>();
        for (var value : values) {
            addHops(PART.matcher(value), value.length(), hops);
        }
        return hops;
    }

    private static void addHops(Matcher part, int end, List<String> hops) {
        var hop = HIDDEN;
        int at = 0;
        while (at < end) {
            if (!part.region(at, end).lookingAt()) {
                // Nothing that follows can be told apart.
                hops.add(HIDDEN);
                return;
            }
            if (part.group(1).equalsIgnoreCase("for")) {
                hop = part.group(2) != null ? part.group(2) : part.group(3);
            }
            at = part.end();
            if (!part.group(4).equals(";")) {
                hops.add(hop);
                hop = HIDDEN;
            }
        }
    }

    /** The address of a hop, without a port; empty when it is hidden or is none. */
    static Optional<String> address(String hop) {
        var withPort = WITH_PORT.matcher(hop);
        if (withPort.matches()) {
            return Optional.of(withPort.group(1) != null ? withPort.group(1) : withPort.group(2));
        }
        return Optional.of(hop).filter(text -> text.matches("[0-9A-Fa-f:.]{2,45}"));
    }
}
