package org.seiplatform.ingest.webhook.github;

import org.seiplatform.ingest.webhook.payload.Payload;
import org.seiplatform.ingest.webhook.payload.ReportedRepository;
import org.seiplatform.platform.web.HostNames;

/** Reads the {@code repository} of a payload. */
final class Repositories {

    private Repositories() {}

    static ReportedRepository of(Payload payload) {
        Payload repository = payload.requiredObject("/repository");
        String url = repository.text("/html_url");
        return new ReportedRepository(
                HostNames.ofUrl(url).orElse(null),
                Long.toString(repository.requiredNumber("/id")),
                repository.requiredText("/full_name"),
                url,
                repository.text("/default_branch"));
    }
}
