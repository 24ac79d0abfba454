package org.seiplatform.delivery;

/**
 * How a commit reached an environment first.
 *
 * @param place of the deployment that brought it
 * @param delivered false for an ancestor that the deployment's own list of commits leaves out
 * @param walked whether the way from the deployed commit led here, so that all its ancestors are there, too
 */
record Arrival(Place place, boolean delivered, boolean walked) {}
