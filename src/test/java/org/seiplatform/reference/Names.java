package org.seiplatform.reference;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls what an organization consists of by names that are the same in another one that has been told the same. */
final class Names {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Map<String, String> names = new HashMap<>();

    private Names() {}

    static Names of(SeededOrganization seeded) {
        Names names = new Names();
        names.add(seeded.organization(), "organization");
        seeded.history().repositories().forEach(repository -> names.add(repository.id(), repository.label()));
        seeded.history().teams().forEach(team -> names.add(team.id(), team.slug()));
        seeded.developers()
                .forEach((identity, developer) -> names.names.merge(
                        developer.toString(), identity.text(), (one, other) -> one.compareTo(other) < 0 ? one : other));
        return names;
    }

    private void add(UUID id, String name) {
        names.put(id.toString(), name);
    }

    /** The text with names for ids. */
    String in(String text) {
        Matcher ids = ID.matcher(text);
        return ids.replaceAll(id -> Matcher.quoteReplacement(names.getOrDefault(id.group(), id.group())));
    }

    /** The answer with names for ids, without what tells when or where it was given. */
    String in(JsonNode answer) {
        for (JsonNode object : answer.isArray() ? answer : List.of(answer)) {
            ((ObjectNode) object).remove(List.of("data_as_of", "next_cursor"));
        }
        return in(ExpectedAnswer.withoutCase(answer).toString());
    }
}
