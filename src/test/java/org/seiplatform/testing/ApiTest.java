package org.seiplatform.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/**
 * Runs a test class against the whole service over HTTP, on a real database. A test has the service as an {@link Api}, and makes
 * an organization of its own with {@link Api#tenant()}. All such classes share one running service.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "sei.security.operator-key=" + Api.OPERATOR_KEY,
            "sei.rate-limit.enabled=false",
            "sei.import.local-paths=${java.io.tmpdir}"
        })
@OnDatabase
@Import(Api.class)
public @interface ApiTest {}
