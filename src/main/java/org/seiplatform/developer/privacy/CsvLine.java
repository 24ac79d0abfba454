package org.seiplatform.developer.privacy;

import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lines of CSV (RFC 4180) that a spreadsheet takes for data: a text that it would take for a formula begins with an apostrophe. */
final class CsvLine {

    /** In their full width, too: spreadsheets of East Asia read those alike. */
    private static final Pattern FORMULA = Pattern.compile("[=+\\-@\\t\\r\\n\uff1d\uff0b\uff0d\uff20]");

    private static final Pattern SPECIAL = Pattern.compile("[\",\\r\\n]");

    private CsvLine() {}

    static String of(Collection<? extends @Nullable Object> values) {
        return values.stream().map(CsvLine::field).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String field(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = value instanceof Collection<?> several
                ? several.stream().map(String::valueOf).collect(Collectors.joining(" "))
                : value.toString();
        String safe = value instanceof Number || !FORMULA.matcher(text).lookingAt() ? text : "'" + text;
        return SPECIAL.matcher(safe).find() ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
