package org.seiplatform.operations.release;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a migration must not do while the version before it is still running. */
final class MigrationRules {

    private static final String COLUMN =
            "\\badd (?:column )?(?:if not exists )?(?!constraint|check|primary|unique|foreign)\\w+ [^,]*";

    private static final Map<Pattern, String> RULES = rules();
    private static final Pattern CONTRACT = Pattern.compile("-- contract: unused since \\d+\\.\\d+\\.\\d+");
    private static final Pattern NEW_TABLE = Pattern.compile("create table (?:if not exists )?(\\w+)");
    private static final Pattern INDEX = Pattern.compile(
            "create (?:unique )?index (?!concurrently)(?:if not exists )?(?:\\w+ )?on (?:only )?(\\w+)");

    private MigrationRules() {}

    private static Map<Pattern, String> rules() {
        Map<Pattern, String> rules = new LinkedHashMap<>();
        rules.put(
                Pattern.compile(
                        "^drop (table|view|materialized view|function|type|schema|sequence)\\b|^alter .*\\bdrop (?!constraint (\\w+), add constraint \\2\\b)\\w+"),
                "takes something away");
        rules.put(Pattern.compile("^alter .*\\brename\\b"), "renames something");
        rules.put(Pattern.compile("^alter .*\\balter (column )?\\w+ (set data )?type\\b"), "changes a type");
        rules.put(
                Pattern.compile("^alter .*\\bset not null\\b"),
                "requires a value that the version before may not give");
        rules.put(
                Pattern.compile("^alter .*" + COLUMN + "\\bnot null\\b(?![^,]*default)(?<!default [^,]{1,80})"),
                "adds a column that the version before does not fill");
        rules.put(
                Pattern.compile("^alter .*\\badd constraint (?!.*(not valid|using index))"),
                "adds a constraint that locks the table while it is checked: add it not valid, validate it afterwards");
        rules.put(Pattern.compile("^truncate\\b"), "deletes every row");
        return rules;
    }

    /** The statements that break a rule, each with what it does; none for a migration that says it contracts. */
    static List<String> broken(String migration) {
        List<String> broken = new ArrayList<>();
        if (CONTRACT.matcher(migration).find()) {
            return broken;
        }
        String sql = migration
                .replaceAll("(?s)\\$(\\w*)\\$.*?\\$\\1\\$", "''")
                .replaceAll("--[^\\n]*", "")
                .replaceAll("'[^']*'", "''")
                .replaceAll("\\s+", " ")
                .toLowerCase(Locale.ROOT);
        List<String> made = new ArrayList<>();
        for (String part : sql.split(";")) {
            String statement = part.strip();
            Matcher table = NEW_TABLE.matcher(statement);
            if (table.lookingAt()) {
                made.add(table.group(1));
            }
            Matcher index = INDEX.matcher(statement);
            if (index.lookingAt() && !made.contains(index.group(1))) {
                broken.add("locks the table against writers, which concurrently does not: " + statement);
            }
            RULES.forEach((rule, reason) -> {
                if (rule.matcher(statement).find()) {
                    broken.add(reason + ": " + statement);
                }
            });
        }
        return broken;
    }
}
