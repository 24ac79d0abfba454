package org.seiplatform.platform.scheduling;

import org.seiplatform.platform.problem.RecordedErrors;
import org.springframework.boot.task.ThreadPoolTaskSchedulerBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** Lets beans have {@code @Scheduled} methods. Every instance runs them, so each must bear the others' company. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class SchedulingConfiguration {

    /**
     * Has a thread for each of them ({@code spring.task.scheduling.pool.size}): with virtual threads Spring Boot's own runs whatever
     * has a fixed delay on a single one, and one task that waits for the database would hold up all others.
     */
    @Bean
    ThreadPoolTaskScheduler taskScheduler(ThreadPoolTaskSchedulerBuilder builder, RecordedErrors errors) {
        return builder.additionalCustomizers(scheduler -> scheduler.setErrorHandler(errors::recurring))
                .build();
    }
}
