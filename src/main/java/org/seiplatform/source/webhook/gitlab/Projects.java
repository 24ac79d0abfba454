package org.seiplatform.source.webhook.gitlab;

import org.seiplatform.platform.web.HostNames;
import org.seiplatform.source.webhook.payload.Payload;
import org.seiplatform.source.webhook.payload.ReportedRepository;

/** Reads the {@code project} of a payload. */
final class Projects {

    private Projects() {}

    static ReportedRepository of(Payload payload) {
        Payload project = payload.requiredObject("/project");
        String url = project.text("/web_url");
        return new ReportedRepository(
                HostNames.ofUrl(url).orElse(null),
                Long.toString(project.requiredNumber("/id")),
                project.requiredText("/path_with_namespace"),
                url,
                project.text("/default_branch"),
                null,
                null);
    }
}
