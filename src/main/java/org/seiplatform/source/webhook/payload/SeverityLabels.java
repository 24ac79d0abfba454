package org.seiplatform.source.webhook.payload;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the severity of an incident among its labels: {@code severity: high}, {@code severity::critical}, {@code sev-1}. */
public final class SeverityLabels {

    private static final Pattern SEVERITY = Pattern.compile("(?i)sev(?:erity)?[\\s:/_-]*([a-z0-9]{1,50})");

    private SeverityLabels() {}

    /** The severity that the first such label states; null where none does. */
    public static @Nullable String severity(List<String> labels) {
        return labels.stream()
                .map(SEVERITY::matcher)
                .filter(Matcher::matches)
                .map(label -> label.group(1))
                .findFirst()
                .orElse(null);
    }
}
