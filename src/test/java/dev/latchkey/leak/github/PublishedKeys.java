package dev.latchkey.leak.github;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A server of public keys beside the service, which publishes the second of them. */
public class PublishedKeys implements QuarkusTestResourceLifecycleManager {

    private FakeKeyServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = FakeKeyServer.start(Map.of("published", TestSigner.SECOND.pem()));
        } catch (Exception e) {
            throw new IllegalStateException("no server of public keys", e);
        }
        return Map.of("latchkey.leak.github.public-keys-url", server.url().toString());
    }

    @Override
    public void stop() {
        server.close();
    }
}
