package org.seiplatform.developer;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.web.Versioned;

/**
 * A person, or a program that acts like one.
 *
 * @param email where to write to them; has no part in recognising them, which is what identities are for
 * @param identities under which they appear in events, in the order of their creation
 * @param bot whether someone has marked them as a bot; one whose login matches the
 *     organization's pattern, or whose provider says so, is a bot anyway
 * @param erasedAt when they were made nobody in particular; null for everyone else
 */
public record Developer(
        UUID id,
        String name,
        @Nullable String email,
        List<Identity> identities,
        boolean bot,
        @Nullable Instant erasedAt,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {

    /** The part that people may change. */
    public DeveloperContent content() {
        return new DeveloperContent(name, email, bot);
    }
}
