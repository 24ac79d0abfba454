package org.seiplatform.organization;

import org.jspecify.annotations.Nullable;

/**
 * A column that keeps for each row of an organization whether a name in it matches one of the organization's patterns.
 *
 * @param pattern the column of {@code organizations} with the pattern
 */
enum MatchedColumn {
    PRODUCTION("environments", "integer", "name", "production", "true", "production_environment_pattern"),

    /** An e-mail address is no login, and an erased one cannot be asked any more. */
    BOT("identities", "uuid", "value", "matches_bot", "kind <> 'email' and not erased", "bot_pattern");

    private final String table;
    private final String idType;
    private final String name;
    private final String flag;
    private final String condition;
    private final String pattern;

    MatchedColumn(String table, String idType, String name, String flag, String condition, String pattern) {
        this.table = table;
        this.idType = idType;
        this.name = name;
        this.flag = flag;
        this.condition = condition;
        this.pattern = pattern;
    }

    /** Whether it goes by a pattern that differs between the two. */
    boolean differs(OrganizationSettings before, OrganizationSettings after) {
        return !pattern(before).equals(pattern(after));
    }

    private String pattern(OrganizationSettings settings) {
        return switch (this) {
            case PRODUCTION -> settings.productionEnvironmentPattern();
            case BOT -> settings.botPattern();
        };
    }

    String selectPattern() {
        return "select %s from organizations where id = :organization".formatted(pattern);
    }

    /** The next rows after one, or the first ones. */
    String selectRows(@Nullable String after) {
        return """
                select cast(id as text) as id, %2$s as name, %3$s as matches
                from %1$s
                where organization_id = :organization and %4$s and %5$s
                order by id
                limit :limit
                """.formatted(
                        table, name, flag, condition, after == null ? "true" : "id > cast(:after as " + idType + ")");
    }

    String updateRows() {
        return "update %1$s set %2$s = not %2$s where id = any(cast(:ids as %3$s[]))".formatted(table, flag, idType);
    }
}
