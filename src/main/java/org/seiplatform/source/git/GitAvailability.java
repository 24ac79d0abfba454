package org.seiplatform.source.git;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells operators which git imports read histories with, before the first one fails for want of it. */
@Component
class GitAvailability implements InfoContributor {

    private static final Logger log = LoggerFactory.getLogger(GitAvailability.class);

    private final GitCommand git;

    GitAvailability(GitCommand git) {
        this.git = git;
    }

    @EventListener(ApplicationReadyEvent.class)
    void tell() {
        git.version()
                .ifPresentOrElse(
                        version -> log.info("Git {} reads the histories of imports", version),
                        () -> log.warn("There is no git that is new enough: imports will fail"));
    }

    @Override
    public void contribute(Info.Builder info) {
        info.withDetail("git", Map.of("version", git.version().orElse("unavailable")));
    }
}
