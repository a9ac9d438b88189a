package dev.latchkey.idempotency;

import dev.latchkey.caller.Caller;
import dev.latchkey.problem.Problem;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * A request that its client has named. Names are of an organization and environment, whichever of its keys is used.
 *
 * @param key the digest of the name, which may be anything and so is not stored itself
 * @param fingerprint a digest of what is asked for
 */
record NamedRequest(Caller owner, byte[] key, byte[] fingerprint) {

    static final String HEADER = "Idempotency-Key";

    private static final Pattern WELL_FORMED = Pattern.compile("[\\x21-\\x7E]{1,255}");

    /** The request, if it is named; ends it with a 400 when the name is malformed. */
    static Optional<NamedRequest> of(RoutingContext request, Caller owner, Supplier<String> content) {
        var names = request.request().headers().getAll(HEADER);
        if (names.isEmpty()) {
            return Optional.empty();
        }
        if (names.size() > 1 || !WELL_FORMED.matcher(names.get(0)).matches()) {
            throw Problem.invalid(HEADER, "must be given once, and be 1 to 255 visible ASCII characters")
                    .asException();
        }
        var asked = request.request().method().name() + '\n' + request.request().path() + '\n' + content.get();
        return Optional.of(new NamedRequest(owner, digest(names.get(0)), digest(asked)));
    }

    boolean asksFor(byte[] otherFingerprint) {
        return MessageDigest.isEqual(fingerprint, otherFingerprint);
    }

    /** What requests with the same name have in common, for a lock. */
    String lockName() {
        return "idempotency/" + owner.organizationId() + '/' + owner.environment() + '/'
                + HexFormat.of().formatHex(key);
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
