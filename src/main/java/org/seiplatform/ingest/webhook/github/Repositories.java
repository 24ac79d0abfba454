package org.seiplatform.ingest.webhook.github;

import org.seiplatform.ingest.webhook.payload.Payload;
import org.seiplatform.ingest.webhook.payload.ReportedRepository;

/** Reads the {@code repository} of a payload. */
final class Repositories {

    private Repositories() {}

    static ReportedRepository of(Payload payload) {
        Payload repository = payload.requiredObject("/repository");
        return new ReportedRepository(
                Long.toString(repository.requiredNumber("/id")),
                repository.requiredText("/full_name"),
                repository.text("/html_url"),
                repository.text("/default_branch"));
    }
}
