package dev.latchkey.dashboard;

import dev.latchkey.access.PublicUrl;
import dev.latchkey.user.SecretToken;
import dev.latchkey.user.SignIn.Outcome;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** The cookies of the dashboard: the session, and one by which a browser is known that has logged in before. */
@ApplicationScoped
class Cookies {

    private static final String SESSION = "latchkey_session";
    private static final String DEVICE = "latchkey_device";
    /** Has browsers take it from this host alone, for all of it, and by TLS. */
    private static final String HOST = "__Host-";

    private static final Duration DEVICE_LIFETIME = Duration.ofDays(365);
    private static final int MAX_LENGTH = 200;

    private final PublicUrl url;

    Cookies(PublicUrl url) {
        this.url = url;
    }

    Optional<SecretToken> session(HttpServerRequest request) {
        return value(SESSION, request).map(SecretToken::new);
    }

    Optional<String> device(HttpServerRequest request) {
        return value(DEVICE, request);
    }

    /** Remembers who has logged in, or given their password again. */
    void keep(Outcome.In in, RoutingContext request) {
        add(SESSION, in.session().text(), Optional.empty(), request);
        add(DEVICE, in.device(), Optional.of(DEVICE_LIFETIME), request);
    }

    /** Forgets the session; that the browser was here it may know. */
    void forget(RoutingContext request) {
        add(SESSION, "", Optional.of(Duration.ZERO), request);
    }

    private Optional<String> value(String name, HttpServerRequest request) {
        return Optional.ofNullable(request.getCookie(named(name, request)))
                .map(Cookie::getValue)
                .filter(value -> !value.isEmpty() && value.length() <= MAX_LENGTH);
    }

    private void add(String name, String value, Optional<Duration> lifetime, RoutingContext request) {
        var cookie = Cookie.cookie(named(name, request.request()), value)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(url.isSecure(request.request()))
                .setSameSite(CookieSameSite.LAX);
        lifetime.ifPresent(time -> cookie.setMaxAge(time.toSeconds()));
        request.response().addCookie(cookie);
    }

    private String named(String name, HttpServerRequest request) {
        return url.isSecure(request) ? HOST + name : name;
    }
}
