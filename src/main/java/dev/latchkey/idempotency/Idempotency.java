package dev.latchkey.idempotency;

import dev.latchkey.caller.CurrentCaller;
import dev.latchkey.postgres.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;

/** Makes the changes that requests ask for: with a name once, however often it is asked for, without one every time. */
@ApplicationScoped
public class Idempotency {

    private final RoutingContext request;
    private final CurrentCaller caller;
    private final AnswerFormat format;
    private final NamedChanges changes;
    private final Turn turn;

    Idempotency(RoutingContext request, CurrentCaller caller, AnswerFormat format, NamedChanges changes, Turn turn) {
        this.request = request;
        this.caller = caller;
        this.format = format;
        this.changes = changes;
        this.turn = turn;
    }

    /**
     * Makes a change whose answer is known when it is made.
     *
     * @param content what the request says; null for one that says nothing
     * @param change runs in a transaction together with the record of its answer, so it must not wait for others
     */
    public <T> Uni<RestResponse<T>> once(Object content, Supplier<Uni<RestResponse<T>>> change) {
        return onceConfirmed(content, () -> change.get().map(Outcome::of));
    }

    /** Makes a change of which more is known some time after it is committed. */
    public <T> Uni<RestResponse<T>> onceConfirmed(Object content, Supplier<Uni<Outcome<T>>> change) {
        var named = NamedRequest.of(request, caller.get(), () -> format.canonical(content));
        if (named.isEmpty()) {
            return Uni.createFrom().deferred(change::get).chain(Outcome::answer);
        }
        return turn.await(() -> attempt(named.get(), change)).chain(Answer::give);
    }

    private <T> Uni<Answer<T>> attempt(NamedRequest named, Supplier<Uni<Outcome<T>>> change) {
        return Transactions.run(() -> changes.make(named, change))
                .onFailure(NamedChanges::isLasting)
                .recoverWithUni(refusal -> Transactions.run(() -> changes.refuse(named, refusal)));
    }
}
