package dev.latchkey.leak.github;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** The public keys that GitHub signs with: configured ones, then the published ones. */
@ApplicationScoped
class GithubKeys {

    private static final Logger LOG = Logger.getLogger(GithubKeys.class);
    private static final Pattern IDENTIFIER = Pattern.compile("[0-9A-Za-z_.-]{1,128}");

    private final Map<String, SigningKey> configured;
    private final Optional<FetchedKeys> published;
    private final LongAdder fetched = new LongAdder();
    private final LongAdder failed = new LongAdder();

    GithubKeys(GithubConfig config, Vertx vertx) {
        configured = config.publicKeys().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, GithubKeys::parse));
        published = config.publicKeysUrl()
                .map(url -> download(vertx, url, config.fetch()))
                .map(download -> new FetchedKeys(
                        () -> counted(download.keys()),
                        config.fetch().atMostEvery(),
                        config.fetch().maxAge(),
                        System::nanoTime));
    }

    /**
     * The key with this identifier, if there is one; fails with {@link FetchedKeys.Unavailable} when that cannot be known.
     * May emit on another thread.
     */
    Uni<Optional<SigningKey>> find(String id) {
        var known = Optional.ofNullable(configured.get(id));
        return known.isPresent()
                        || published.isEmpty()
                        || !IDENTIFIER.matcher(id).matches()
                ? Uni.createFrom().item(known)
                : published.get().find(id);
    }

    /** Whether there is anything to check a signature with. */
    boolean isConfigured() {
        return !configured.isEmpty() || published.isPresent();
    }

    long fetched() {
        return fetched.sum();
    }

    long failed() {
        return failed.sum();
    }

    private Uni<Map<String, SigningKey>> counted(Uni<Map<String, SigningKey>> download) {
        return download.invoke(fetched::increment).onFailure().invoke(failure -> {
            failed.increment();
            LOG.warnf("The public keys of GitHub cannot be fetched: %s", failure);
        });
    }

    private static SigningKey parse(Map.Entry<String, String> entry) {
        try {
            return SigningKey.parse(entry.getValue());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "latchkey.leak.github.public-keys." + entry.getKey() + " " + e.getMessage(), e);
        }
    }

    private static KeyDownload download(Vertx vertx, URI url, GithubConfig.Fetch fetch) {
        try {
            return new KeyDownload(vertx, url, fetch.timeout(), fetch.maxSize().asLongValue());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("LATCHKEY_LEAK_GITHUB_PUBLIC_KEYS_URL " + e.getMessage(), e);
        }
    }
}
