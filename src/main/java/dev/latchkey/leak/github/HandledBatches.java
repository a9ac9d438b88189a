package dev.latchkey.leak.github;

import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemType;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Remembers every batch that was handled, for all replicas. */
@ApplicationScoped
class HandledBatches {

    // A second one at the same time waits here until the first is committed or given up.
    private static final String ADD =
            "insert into secret_scanning_batches (body_sha256, handled_at) values (?1, ?2) on conflict do nothing";

    /** Adds a batch, in the transaction of what it changes; fails with a problem when it was handled before. */
    Uni<Void> add(byte[] bodySha256, Instant now) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ADD)
                        .setParameter(1, bodySha256)
                        .setParameter(2, now)
                        .executeUpdate())
                .invoke(added -> {
                    if (added == 0) {
                        throw Problem.of(ProblemType.ALREADY_HANDLED, "This batch was handled before.")
                                .asException();
                    }
                })
                .replaceWithVoid();
    }
}
