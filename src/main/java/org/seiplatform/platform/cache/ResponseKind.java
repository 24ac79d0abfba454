package org.seiplatform.platform.cache;

import java.util.Locale;

/** What kinds of answers are kept; each has its time to live. */
public enum ResponseKind {
    /** Few numbers over many facts. */
    FIGURES,
    /** Many figures at once. */
    REPORTS,
    /** The rows behind a figure, page by page. */
    ROWS;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
