package org.seiplatform.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.test.context.ContextCustomizerFactories;

/**
 * Runs a test class on an empty database of an edition, for example
 *
 * <pre>{@code
 * @SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
 * @OnDatabase(Edition.TIMESCALEDB)
 * class IngestOnTimescaleDbTests {
 * }</pre>
 *
 * A Spring context of the test uses the database for its queries and its migrations, and holds it as a bean of type
 * {@link TestDatabase}. Test classes that are otherwise configured alike share the context and so the database when
 * they name the same edition. Without Spring, the annotation only skips the class where the edition is missing.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(OnDatabaseCondition.class)
@ContextCustomizerFactories(OnDatabaseContextCustomizerFactory.class)
public @interface OnDatabase {

    /** The edition of the database. */
    Edition value() default Edition.PLAIN;
}
