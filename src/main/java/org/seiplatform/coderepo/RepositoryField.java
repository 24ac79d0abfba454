package org.seiplatform.coderepo;

import java.util.Locale;

/** What payloads say of repositories again and again. */
enum RepositoryField {
    NAME,
    URL,
    DEFAULT_BRANCH;

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RepositoryField of(String column) {
        return valueOf(column.toUpperCase(Locale.ROOT));
    }
}
