package org.seiplatform.ingest.webhook.payload;

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

    /** Where the first of them are and what is wrong with them; null where there are none. */
    public @Nullable String summary() {
        if (reasons.isEmpty()) {
            return null;
        }
        String told = String.join(" ", reasons.stream().limit(TOLD).toList());
        return reasons.size() <= TOLD
                ? "Left out: " + told
                : "Left out: %s And %d more.".formatted(told, reasons.size() - TOLD);
    }
}
