package dev.latchkey.audit;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;

/** The settings of the usage log as the service would read them. */
final class TestSettings {

    private static final String PREFIX = "latchkey.usage-log.";

    private TestSettings() {}

    static UsageLogConfig of(Map<String, String> given) {
        var properties = new HashMap<String, String>();
        given.forEach((name, value) -> properties.put(PREFIX + name, value));
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(UsageLogConfig.class)
                .withSources(new PropertiesConfigSource(properties, "test", 1_000))
                .build()
                .getConfigMapping(UsageLogConfig.class);
    }
}
