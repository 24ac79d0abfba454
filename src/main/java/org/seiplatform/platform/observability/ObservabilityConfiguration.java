package org.seiplatform.platform.observability;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.tracing.otel.bridge.Slf4JEventListener;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which version runs, which requests were made, and how spans are named in log lines. */
@Configuration(proxyBeanMethods = false)
class ObservabilityConfiguration {

    @Bean
    MeterBinder buildInfo(ObjectProvider<BuildProperties> build) {
        BuildProperties properties = build.getIfAvailable();
        String version = properties == null || properties.getVersion() == null ? "unknown" : properties.getVersion();
        return meters -> Gauge.builder("sei.build.info", () -> 1)
                .description("Which version of the service runs, on which Java")
                .tags("version", version, "java", System.getProperty("java.version", "unknown"))
                .register(meters);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> accessLog(HttpMetrics metrics) {
        return factory -> factory.addEngineValves(new AccessLogValve(metrics));
    }

    @Bean
    Slf4JEventListener spanNames() {
        return new Slf4JEventListener(TraceId.MDC_KEY, TraceId.SPAN_MDC_KEY);
    }
}
