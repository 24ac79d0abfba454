package org.seiplatform.organization;

import org.seiplatform.platform.dataversion.VersionWatch;
import org.seiplatform.platform.dataversion.VersionWatches;
import org.seiplatform.platform.persistence.StatementLimits;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets what is remembered of organizations' data be told from what holds now. */
@Configuration(proxyBeanMethods = false)
class DataVersionConfiguration {

    /** The versions of all data of an organization, by its id. */
    @Bean
    VersionWatch dataVersionWatch(VersionWatches watches, DataVersionStore store) {
        return watches.watch("data", ids -> StatementLimits.ofLookups(() -> store.read(ids)));
    }
}
