package org.seiplatform.source.webhook.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips a test class where GitHub's examples are missing, and says so; fails it where CI is true. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresGitHubExamples.Condition.class)
@interface RequiresGitHubExamples {

    /** Looks for the examples before a context is loaded. */
    class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (GitHubExamples.directory() != null) {
                return ConditionEvaluationResult.enabled("the examples are there");
            }
            String absence = GitHubExamples.VARIABLE + " does not name the unpacked package @octokit/webhooks-examples";
            if ("true".equals(System.getenv("CI"))) {
                throw new IllegalStateException(absence);
            }
            return ConditionEvaluationResult.disabled(absence);
        }
    }
}
