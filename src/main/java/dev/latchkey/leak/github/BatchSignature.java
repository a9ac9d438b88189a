package dev.latchkey.leak.github;

import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemType;
import io.vertx.core.MultiMap;
import java.util.Base64;

/**
 * Who is said to have signed a batch, and how.
 *
 * @param keyId the identifier of a public key
 * @param der the signature
 */
record BatchSignature(String keyId, byte[] der) {

    private static final String KEY_ID = "Github-Public-Key-Identifier";
    private static final String SIGNATURE = "Github-Public-Key-Signature";
    private static final int MAX_LENGTH = 256;

    /** Reads the headers of a request; fails with a problem when there is not exactly one of each. */
    static BatchSignature of(MultiMap headers) {
        var keyId = only(headers, KEY_ID);
        var signature = only(headers, SIGNATURE);
        try {
            return new BatchSignature(keyId, Base64.getDecoder().decode(signature));
        } catch (IllegalArgumentException e) {
            throw refusal("The header " + SIGNATURE + " is not base64.");
        }
    }

    /** Ends the request unless this key has signed these bytes. */
    void check(SigningKey key, byte[] body) {
        if (!key.hasSigned(body, der)) {
            throw refusal("The signature is not that of this body with this key.");
        }
    }

    static RuntimeException unknownKey() {
        return refusal("There is no public key with this " + KEY_ID + ".");
    }

    private static String only(MultiMap headers, String name) {
        var values = headers.getAll(name);
        if (values.size() != 1 || values.get(0).length() > MAX_LENGTH) {
            throw refusal("Send the header " + name + " once, with at most " + MAX_LENGTH + " characters.");
        }
        return values.get(0);
    }

    private static RuntimeException refusal(String detail) {
        return Problem.of(ProblemType.SIGNATURE_INVALID, detail).asException();
    }
}
