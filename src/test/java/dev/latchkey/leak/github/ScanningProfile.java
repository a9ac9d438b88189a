package dev.latchkey.leak.github;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** One public key is configured, others are published. */
public class ScanningProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "latchkey.leak.github.public-keys." + Batches.CONFIGURED,
                TestSigner.FIRST.publicKey(),
                "latchkey.leak.github.fetch.at-most-every",
                "0s",
                "latchkey.leak.github.max-batches",
                "4",
                "latchkey.leak.github.max-tokens",
                "500");
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(PublishedKeys.class));
    }
}
