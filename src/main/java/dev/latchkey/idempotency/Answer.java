package dev.latchkey.idempotency;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestResponse;

/** What to answer once the transaction is committed. */
@FunctionalInterface
interface Answer<T> {

    Uni<RestResponse<T>> give();
}
