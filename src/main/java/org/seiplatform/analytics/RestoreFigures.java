package org.seiplatform.analytics;

/**
 * What the incidents of one period add up to.
 *
 * @param opened those opened in the period
 * @param timeToRestore of those resolved in it
 * @param negative those resolved before they opened
 */
record RestoreFigures(long opened, Sample timeToRestore, long negative) {}
