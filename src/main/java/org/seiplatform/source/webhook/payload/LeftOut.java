package org.seiplatform.source.webhook.payload;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The elements of a payload that could not be read. They cost nothing but themselves, and are said. */
public final class LeftOut {

    private static final int TOLD = 5;

    private final Set<String> reasons = new LinkedHashSet<>();

    LeftOut() {}

    void add(UnreadablePayloadException reason) {
        reasons.add(String.valueOf(reason.getMessage()));
    }

    public int count() {
        return reasons.size();
    }

    /** What was left out, for whoever looks for it; null where nothing was. */
    public @Nullable String summary() {
        return reasons.isEmpty() ? null : "Left out: " + reasons();
    }

    /** Where the first of them are, and what is wrong with them. */
    public String reasons() {
        String told = String.join(" ", reasons.stream().limit(TOLD).toList());
        return reasons.size() <= TOLD ? told : "%s And %d more.".formatted(told, reasons.size() - TOLD);
    }
}
