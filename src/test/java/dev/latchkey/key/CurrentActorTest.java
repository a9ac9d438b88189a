package dev.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.problem.RequestId;
import io.vertx.ext.web.RoutingContext;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

class CurrentActorTest {

    private final CurrentActor actor = new CurrentActor(withoutKey());

    @Test
    void whoHasNoKeyIsNotTakenForTheServiceThatMayDoEverything() {
        assertThatThrownBy(actor::get).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void nobodyIsWithoutAKeyAndWithARequest() {
        assertThat(actor.nobody().grant()).isEmpty();
        assertThat(actor.nobody().requestId()).contains("a request");
    }

    /** A request of which nothing is known but its name. */
    private static RoutingContext withoutKey() {
        return (RoutingContext) Proxy.newProxyInstance(
                RoutingContext.class.getClassLoader(),
                new Class<?>[] {RoutingContext.class},
                (request, method, arguments) ->
                        method.getName().equals("get") && arguments[0].equals(RequestId.class.getName())
                                ? "a request"
                                : null);
    }
}
