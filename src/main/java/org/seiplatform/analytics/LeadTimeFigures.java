package org.seiplatform.analytics;

/**
 * The change lead times of one period.
 *
 * @param changes the changes delivered
 * @param leadTime seconds
 */
record LeadTimeFigures(long changes, Percentiles leadTime) {}
