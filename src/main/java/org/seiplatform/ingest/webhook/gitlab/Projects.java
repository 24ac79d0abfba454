package org.seiplatform.ingest.webhook.gitlab;

import org.seiplatform.ingest.webhook.payload.Payload;
import org.seiplatform.ingest.webhook.payload.ReportedRepository;

/** Reads the {@code project} of a payload. */
final class Projects {

    private Projects() {}

    static ReportedRepository of(Payload payload) {
        Payload project = payload.requiredObject("/project");
        return new ReportedRepository(
                Long.toString(project.requiredNumber("/id")),
                project.requiredText("/path_with_namespace"),
                project.text("/web_url"),
                project.text("/default_branch"));
    }
}
