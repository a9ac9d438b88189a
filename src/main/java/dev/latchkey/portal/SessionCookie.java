package dev.latchkey.portal;

import dev.latchkey.access.PublicUrl;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.NewCookie;
import java.util.Optional;

/** The cookie that a browser has a session by. */
@ApplicationScoped
class SessionCookie {

    private static final String NAME = "latchkey_portal";
    /** Has browsers take it from this host alone, for all of it, and by TLS. */
    private static final String HOST = "__Host-";

    private final PublicUrl url;

    SessionCookie(PublicUrl url) {
        this.url = url;
    }

    /** What a request carries in it; nothing when it carries several. */
    Optional<String> in(HttpServerRequest request) {
        var cookies = request.cookies(name(request));
        return cookies.size() == 1 ? cookies.stream().findFirst().map(Cookie::getValue) : Optional.empty();
    }

    /** @param maxAge for how many seconds; 0 takes it back */
    NewCookie of(String value, int maxAge, HttpServerRequest request) {
        return new NewCookie.Builder(name(request))
                .value(value)
                .path("/")
                .maxAge(maxAge)
                .httpOnly(true)
                .secure(true)
                .sameSite(NewCookie.SameSite.LAX)
                .build();
    }

    private String name(HttpServerRequest request) {
        return url.isSecure(request) ? HOST + NAME : NAME;
    }
}
