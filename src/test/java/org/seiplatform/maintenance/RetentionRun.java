package org.seiplatform.maintenance;

import org.springframework.context.ApplicationContext;

/** Lets a test of another package run the retention now, and not when it is due. */
public final class RetentionRun {

    private RetentionRun() {}

    public static void now(ApplicationContext service) {
        service.getBean(Retention.class).deleteOldFacts();
    }
}
