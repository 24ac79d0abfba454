package org.seiplatform.operations.monitoring;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an expression of PromQL asks for, without what it does with it: {@code rate(a{b="c"}[5m]) > 1} asks for {@code a{b="c"}}. */
public final class Selectors {

    private static final Pattern GROUPING =
            Pattern.compile("\\b(?:by|on|without|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
    /** An argument of {@code label_replace} and the like. */
    private static final Pattern TEXT = Pattern.compile(",\\s*\"[^\"]*\"(?=\\s*[,)])");

    private static final Pattern SELECTOR = Pattern.compile("""
            (?<![\\w:.])([a-zA-Z_:][a-zA-Z0-9_:]*+)\\s*+(?!\\()(\\{(?:[^}"]|"(?:[^"\\\\]|\\\\.)*")*\\})?""".strip());
    private static final Set<String> KEYWORDS = Set.of("and", "or", "unless", "bool", "offset", "inf", "nan");

    private Selectors() {}

    public static List<String> of(String expression) {
        String data = TEXT.matcher(expression).replaceAll("");
        Matcher matcher = SELECTOR.matcher(GROUPING.matcher(data).replaceAll(" "));
        return matcher.results()
                .filter(match -> !KEYWORDS.contains(match.group(1).toLowerCase(Locale.ROOT)))
                .map(match -> match.group(1) + (match.group(2) == null ? "" : match.group(2)))
                .distinct()
                .toList();
    }
}
