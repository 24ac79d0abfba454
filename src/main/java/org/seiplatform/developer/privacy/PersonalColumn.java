package org.seiplatform.developer.privacy;

import java.util.Arrays;
import java.util.List;

/**
 * A column that may hold what people have written, and what an erasure does to it.
 *
 * @param scope how its rows belong to an organization
 */
public record PersonalColumn(String table, Scope scope, Treatment treatment, String name) {

    /** Several columns of one table that are treated alike. */
    public static List<PersonalColumn> of(String table, Scope scope, Treatment treatment, String... names) {
        return Arrays.stream(names)
                .map(name -> new PersonalColumn(table, scope, treatment, name))
                .toList();
    }

    /** What becomes of a text that speaks of an erased person. */
    public enum Treatment {
        /** The words go. */
        TEXT,
        /** What a thing is called: the words go, but single ones mean the thing. */
        LABEL,
        /** The same for each of several. */
        LABELS,
        /** The same for each text in a JSON document. */
        JSON,
        /** Something is known by it: a pseudonym takes its place, everywhere at once. */
        KEY,
        /** The same, and the case of its letters does not count. */
        NAME,
        /** The same, but single words mean the thing. */
        NAME_OF_THING,
        /** A copy of a key of the same repository, which changes with it. */
        COPY,
        /** The whole of it goes. */
        GONE,
        /** A payload as it was received: the whole of it goes. */
        PAYLOAD,
        /** It is dealt with together with the person, or with what it is a reference to. */
        ELSEWHERE,
        /** It holds what the service or a program makes, of a form in which nobody can be named. */
        NONE
    }

    /** How rows belong to an organization. */
    public enum Scope {
        REPOSITORY(
                "repository_id",
                "repository_id in (select id from repositories where organization_id = :organization)"),
        ORGANIZATION("organization_id", "organization_id = :organization"),
        INTEGRATION(
                "integration_id",
                "integration_id in (select id from integrations where organization_id = :organization)"),
        /** To none, or not by themselves. */
        INSTALLATION("", "false");

        private final String column;
        private final String condition;

        Scope(String column, String condition) {
            this.column = column;
            this.condition = condition;
        }

        /** Whose a row is. */
        String column() {
            return column;
        }

        /** That a row is the organization's. */
        String condition() {
            return condition;
        }
    }
}
