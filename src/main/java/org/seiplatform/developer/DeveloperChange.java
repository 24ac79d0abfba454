package org.seiplatform.developer;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What the record of changes tells of a developer: which fields were changed, and whether it is a bot, but no name and no address,
 * because the record cannot forget and a person may ask to be forgotten.
 */
record DeveloperChange(List<String> fields, boolean bot) {

    static DeveloperChange between(Developer before, Developer after) {
        List<String> fields = new ArrayList<>();
        if (!before.name().equals(after.name())) {
            fields.add("name");
        }
        if (!Objects.equals(before.email(), after.email())) {
            fields.add("email");
        }
        if (before.bot() != after.bot()) {
            fields.add("bot");
        }
        return new DeveloperChange(fields, after.bot());
    }
}
