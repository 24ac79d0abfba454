package org.seiplatform.analytics;

/** Where a figure stands in a benchmark. */
public enum Rating {
    ELITE,
    HIGH,
    MEDIUM,
    LOW
}
