package org.seiplatform.testing;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Skips a test class whose edition this machine lacks, before a context is loaded for it; fails it where CI is true. */
final class OnDatabaseCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return context.getTestClass()
                .flatMap(test -> AnnotationSupport.findAnnotation(test, OnDatabase.class))
                .flatMap(onDatabase -> TestDatabases.absence(onDatabase.value()))
                .map(ConditionEvaluationResult::disabled)
                .orElseGet(() -> ConditionEvaluationResult.enabled("the database is there"));
    }
}
