package dev.latchkey.dashboard;

import dev.latchkey.access.ClientAddress;
import dev.latchkey.audit.attempts.AttemptSource;
import dev.latchkey.user.SignIn;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Says where a log-in comes from. */
@ApplicationScoped
class Origins {

    private final ClientAddress addresses;
    private final Cookies cookies;

    Origins(ClientAddress addresses, Cookies cookies) {
        this.addresses = addresses;
        this.cookies = cookies;
    }

    SignIn.Origin of(RoutingContext request) {
        return new SignIn.Origin(AttemptSource.of(addresses.of(request.request())), cookies.device(request.request()));
    }
}
