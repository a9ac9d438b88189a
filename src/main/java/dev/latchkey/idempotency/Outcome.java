package dev.latchkey.idempotency;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * A change that was made, and its answer.
 *
 * @param known the answer as far as it is known before the change is committed; true, whatever comes after
 * @param confirmed the answer as it is known some time after that, for changes that others confirm
 */
public record Outcome<T>(RestResponse<T> known, Optional<Supplier<Uni<RestResponse<T>>>> confirmed) {

    static <T> Outcome<T> of(RestResponse<T> answer) {
        return new Outcome<>(answer, Optional.empty());
    }

    public static <T> Outcome<T> of(RestResponse<T> known, Supplier<Uni<RestResponse<T>>> confirmed) {
        return new Outcome<>(known, Optional.of(confirmed));
    }

    Uni<RestResponse<T>> answer() {
        return confirmed.map(Supplier::get).orElseGet(() -> Uni.createFrom().item(known));
    }
}
