package org.seiplatform.source.rest;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.Event.Person;

/** A person, by whatever is known of them. */
@Schema(name = "Person")
record PersonRequest(
        @Schema(example = "Ada Lovelace") @Nullable @Size(max = 1_000)
        String name,

        @Schema(example = "ada@example.org") @Nullable @Size(max = 320)
        String email,

        @Schema(description = "The login at the repository's provider.", example = "ada") @Nullable @Size(max = 320)
        String login,

        @Schema(description = "True of a program. Said once, it holds; false and nothing say the same.") @Nullable
        Boolean bot) {

    static @Nullable Person person(@Nullable PersonRequest request) {
        return request == null
                ? null
                : new Person(request.name, request.email, request.login, Boolean.TRUE.equals(request.bot));
    }
}
