package dev.latchkey.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.start.Databases.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Four replicas on one database, under load, while keys are revoked. {@code -Drounds=200 -Dwarmup=600} is the long
 * version; rounds of the warm-up are not timed. The times are printed, not judged: what is judged is that the receipts
 * are true.
 */
class RevocationIT {

    private static final int ROUNDS = Integer.getInteger("rounds", 20);
    private static final int WARM_UP = Integer.getInteger("warmup", 0);
    private static final int REPLICAS = 4;
    private static final int RATE = 100;

    @RegisterExtension
    static final Databases databases = new Databases();

    @Test
    void noReplicaAcceptsAKeyAfterItsReceiptIsEffective() throws Exception {
        revokeUnderLoad("revoked to refused", databases.create(), "select 1");
    }

    /** Nobody is told of a change, as with a pooler that keeps notifications to itself. */
    @Test
    void theSameHoldsWithoutNotifications() throws Exception {
        revokeUnderLoad("the same, not notified", databases.create(), """
                create or replace function note_key_change(changed bytea[]) returns void language plpgsql as $$
                declare
                    next bigint;
                begin
                    update key_change_head set sequence = sequence + 1 returning sequence into next;
                    insert into key_changes (sequence, changed_at, digests) values (next, clock_timestamp(), changed);
                end $$""");
    }

    private void revokeUnderLoad(String title, Database database, String change) throws Exception {
        var progress = new Progress(title, WARM_UP + ROUNDS);
        var times = new ArrayList<Long>();
        int late = 0;
        int outstanding = 0;
        var loads = new ArrayList<Load>();
        try (var replicas = new Replicas(database).add(REPLICAS);
                var watch = new Watch(replicas)) {
            database.execute(change);
            for (var service : replicas.all()) {
                loads.add(new Load(service.port(), replicas.token(), "r" + service.port()).openLoop(RATE));
            }
            for (int round = 0; round < WARM_UP + ROUNDS; round++) {
                var key = replicas.createKey();
                var refusals = watch.begin(key);
                var asked = Instant.now();
                var receipt = replicas.revoke(replicas.get(round % REPLICAS), key);
                var effectiveBy = Instant.parse(receipt.path("effectiveBy").asText());
                var everywhere = asked;
                for (var refusal : refusals) {
                    var seen = refusal.join();
                    late += seen.lastAccepted().isAfter(effectiveBy) ? 1 : 0;
                    everywhere = seen.firstRefused().isAfter(everywhere) ? seen.firstRefused() : everywhere;
                }
                outstanding += receipt.path("replicasOutstanding").asInt();
                long millis = Duration.between(asked, everywhere).toMillis();
                if (round >= WARM_UP) {
                    times.add(millis);
                }
                progress.step("refused everywhere after " + millis + " ms");
            }
        } finally {
            loads.forEach(Load::close);
        }
        times.sort(null);
        progress.result(Map.of(
                "p50 ms",
                percentile(times, 50),
                "p99 ms",
                percentile(times, 99),
                "max ms",
                percentile(times, 100),
                "accepted after effectiveBy",
                late,
                "outstanding",
                outstanding));
        assertThat(late).isZero();
    }

    private static long percentile(List<Long> sorted, int percent) {
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }
}
