package dev.latchkey.access;

import dev.latchkey.audit.attempts.AttemptReason;
import dev.latchkey.key.Authenticator;
import dev.latchkey.key.KeyToken;
import dev.latchkey.key.Verdict;
import dev.latchkey.problem.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Reads the token out of a request: from exactly one {@code x-api-key} header and from nowhere else. */
@ApplicationScoped
class KeyHeader {

    private static final int MAX_LENGTH = 256;

    private final Authenticator authenticator;

    KeyHeader(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    /**
     * Either a token or what is wrong.
     *
     * @param attempt set when something was sent that might have been meant as a key
     */
    record Read(Optional<KeyToken> token, Problem problem, Optional<AttemptReason> attempt) {}

    /** Whether nothing was sent as a key. */
    static boolean isMissing(HttpServerRequest request) {
        return !request.headers().contains(Exchange.KEY_HEADER);
    }

    Read read(HttpServerRequest request) {
        var values = request.headers().getAll(Exchange.KEY_HEADER);
        if (values.isEmpty()) {
            return new Read(
                    Optional.empty(),
                    isTokenInAuthorization(request) ? Refusals.keyInAuthorization() : Refusals.noKey(),
                    Optional.empty());
        }
        if (values.size() > 1) {
            return wrong(Refusals.severalKeys(), AttemptReason.SEVERAL);
        }
        var token = parse(values.get(0));
        return token.isPresent()
                ? new Read(token, null, Optional.empty())
                : wrong(Refusals.of(Verdict.Unproven.MALFORMED), AttemptReason.MALFORMED);
    }

    private boolean isTokenInAuthorization(HttpServerRequest request) {
        var authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        return authorization != null
                && parse(authorization.substring(authorization.indexOf(' ') + 1).strip())
                        .isPresent();
    }

    private Optional<KeyToken> parse(String text) {
        return text.length() > MAX_LENGTH ? Optional.empty() : authenticator.parse(text);
    }

    private static Read wrong(Problem problem, AttemptReason reason) {
        return new Read(Optional.empty(), problem, Optional.of(reason));
    }
}
