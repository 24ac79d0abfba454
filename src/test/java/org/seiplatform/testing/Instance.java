package org.seiplatform.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.seiplatform.SeiPlatformApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** The service in this JVM, one of several on the same database. */
public final class Instance implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private Instance(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts the service with these settings besides what it needs. */
    public static Instance start(TestDatabase database, Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>(database.properties());
        all.put("server.port", "0");
        all.put("management.server.port", "0");
        all.put("sei.security.operator-key", Api.OPERATOR_KEY);
        all.put("sei.rate-limit.enabled", "false");
        all.putAll(settings);
        String[] arguments = all.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        return new Instance(new SpringApplicationBuilder(SeiPlatformApplication.class).run(arguments));
    }

    /** The service as its callers see it. */
    public Api api() {
        return new Api(context.getEnvironment(), context.getBean(JsonMapper.class));
    }

    /** A part of it, for what callers do not see. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
