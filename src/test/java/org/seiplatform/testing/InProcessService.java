package org.seiplatform.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.seiplatform.SeiPlatformApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** The service within the tests' own process, with settings that a test chooses at run time, such as the address of a proxy. */
public final class InProcessService implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private InProcessService(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** The settings of a service on a database, to be added to. */
    public static Starter on(TestDatabase database) {
        return new Starter(database);
    }

    /** How a service is to be started. */
    public static final class Starter {

        private final Map<String, Object> settings = new LinkedHashMap<>();

        private Starter(TestDatabase database) {
            settings.putAll(database.properties());
            settings.put("server.port", "0");
            settings.put("management.server.port", "0");
            settings.put("sei.security.operator-key", Api.OPERATOR_KEY);
            settings.put("sei.rate-limit.enabled", "false");
        }

        public Starter with(String property, Object value) {
            settings.put(property, value.toString());
            return this;
        }

        public Starter without(String property) {
            settings.remove(property);
            return this;
        }

        public InProcessService start() {
            // As arguments, because they come before what the tests' own configuration says.
            return new InProcessService(SeiPlatformApplication.application()
                    .run(settings.entrySet().stream()
                            .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                            .toArray(String[]::new)));
        }
    }

    /** The service as its callers see it. */
    public Api api() {
        return new Api(context.getEnvironment(), context.getBean(JsonMapper.class));
    }

    /** A part of it. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public String property(String name) {
        return context.getEnvironment().getRequiredProperty(name);
    }

    @Override
    public void close() {
        context.close();
    }
}
