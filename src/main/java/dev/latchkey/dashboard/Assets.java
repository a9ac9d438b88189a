package dev.latchkey.dashboard;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The style and the script of the pages, under names that change with what is in them, so that browsers keep them. */
@ApplicationScoped
public class Assets {

    static final String PATH = PageHeaders.ROOT + "/assets/";

    private static final int NAME_LENGTH = 12;

    private final Map<String, Asset> byName;

    Assets() {
        byName = Map.of(
                        "dashboard.css", "dashboard/dashboard.css",
                        "dashboard.js", "dashboard/dashboard.js")
                .entrySet()
                .stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> read(entry.getKey(), entry.getValue())));
    }

    /** One file. */
    record Asset(String url, String version, String type, byte[] bytes) {}

    public String css() {
        return url("dashboard.css");
    }

    public String js() {
        return url("dashboard.js");
    }

    private String url(String name) {
        return byName.get(name).url();
    }

    Optional<Asset> find(String version, String name) {
        return Optional.ofNullable(byName.get(name))
                .filter(asset -> asset.version().equals(version));
    }

    private static Asset read(String name, String resource) {
        try (var in = Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the service lacks its file " + resource);
            }
            var bytes = in.readAllBytes();
            var version = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .substring(0, NAME_LENGTH);
            var type = name.endsWith(".css") ? "text/css;charset=UTF-8" : "text/javascript;charset=UTF-8";
            return new Asset(PATH + version + "/" + name, version, type, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
