package org.seiplatform.testing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.TestContextAnnotationUtils;

/** Connects each context of an {@link OnDatabase} test to an empty database. */
final class OnDatabaseContextCustomizerFactory implements ContextCustomizerFactory {

    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> configAttributes) {
        OnDatabase onDatabase = TestContextAnnotationUtils.findMergedAnnotation(testClass, OnDatabase.class);
        return onDatabase == null ? null : new OnDatabaseContextCustomizer(onDatabase.value());
    }

    /** A part of the key under which contexts are cached: equal for equal editions. */
    private record OnDatabaseContextCustomizer(Edition edition) implements ContextCustomizer {

        @Override
        public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
            TestDatabase database = TestDatabases.create(edition);
            TestPropertyValues.of(database.properties()).applyTo(context);
            context.getBeanFactory().registerSingleton("testDatabase", database);
        }
    }
}
