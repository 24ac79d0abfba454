package org.seiplatform.source.webhook.payload;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.web.HostNames;

/** Reads the {@code repository} of GitHub, and of those who write it as GitHub does. */
public final class Repositories {

    private Repositories() {}

    /** @throws UnreadablePayloadException if there is none, or not as documented */
    public static ReportedRepository of(Payload payload) {
        Payload repository = payload.requiredObject("/repository");
        String url = repository.text("/html_url");
        return new ReportedRepository(
                HostNames.ofUrl(url).orElse(null),
                Long.toString(repository.requiredNumber("/id")),
                repository.requiredText("/full_name"),
                url,
                repository.text("/default_branch"),
                null,
                latest(repository.time("/updated_at"), repository.time("/pushed_at")));
    }

    private static @Nullable Instant latest(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other != null && other.isAfter(one) ? other : one;
    }
}
