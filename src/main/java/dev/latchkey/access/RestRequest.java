package dev.latchkey.access;

import io.vertx.ext.web.RoutingContext;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jboss.resteasy.reactive.server.spi.ServerHttpRequest;

/** The way from a REST filter down to the HTTP request it stands on. */
final class RestRequest {

    private RestRequest() {}

    static RoutingContext routing(ResteasyReactiveContainerRequestContext rest) {
        return ((ResteasyReactiveRequestContext) rest.getServerRequestContext()).unwrap(RoutingContext.class);
    }

    static ServerHttpRequest http(ResteasyReactiveContainerRequestContext rest) {
        return ((ResteasyReactiveRequestContext) rest.getServerRequestContext()).serverRequest();
    }
}
