package org.seiplatform.analytics.incident;

/** What puts an incident into a period. */
public enum IncidentBasis {
    OPENED("i.opened_at"),
    RESOLVED("i.resolved_at");

    private final String column;

    IncidentBasis(String column) {
        this.column = column;
    }

    String column() {
        return column;
    }
}
