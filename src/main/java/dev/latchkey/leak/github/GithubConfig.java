package dev.latchkey.leak.github;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What is taken of GitHub's secret scanning. The route is there when there are public keys, or a URL of them. */
@ConfigMapping(prefix = "latchkey.leak.github")
interface GithubConfig {

    /** The public keys that a batch may be signed with, by their identifiers: PEM, or the base64 of it alone. */
    Map<String, String> publicKeys();

    /** Where GitHub publishes its public keys. None are fetched unless it is set. */
    Optional<URI> publicKeysUrl();

    /** How the keys are fetched. */
    Fetch fetch();

    /** What is done about a key whose token was found. */
    @WithDefault("revoke")
    Action action();

    /** The largest body that is read; beyond it 413. */
    @WithDefault("256K")
    MemorySize maxBodySize();

    /** The most tokens in one batch; beyond it 400, and nothing is done. */
    @WithDefault("1000")
    int maxTokens();

    /** The most batches handled at once; beyond it 503. */
    @WithDefault("8")
    int maxBatches();

    /** What is done. */
    enum Action {
        /** The key is revoked for good. */
        REVOKE,
        /** The history of the key, the log and a metric say so, and the key goes on working. */
        NOTIFY
    }

    /** How the published keys are fetched. */
    interface Fetch {

        /** How long it may take; beyond it the batch gets 503. */
        @WithDefault("5s")
        Duration timeout();

        /** The largest answer that is read; beyond it the batch gets 503. */
        @WithDefault("64K")
        MemorySize maxSize();

        /** How long to wait before they are fetched again, whether because of an unknown identifier or a failure. */
        @WithDefault("1m")
        Duration atMostEvery();

        /** For how long fetched keys are trusted without being fetched again. */
        @WithDefault("24h")
        Duration maxAge();
    }
}
