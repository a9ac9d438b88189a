package dev.latchkey.dashboard;

/**
 * A token that is shown this once.
 *
 * @param what what has happened
 * @param note what to know about the old one, if there is an old one
 * @param url where the service is
 */
public record NewToken(
        String what, String keyId, String keyName, String token, boolean isSecret, String note, String url) {

    /** A first request with it, to paste. */
    public String curl() {
        return "curl " + url + "/v1/verify -H 'x-api-key: " + token + "'";
    }

    @Override
    public String toString() {
        return "NewToken of " + keyId;
    }
}
