/** Takes events in: validates them, stores each fact once by its natural key, and derives what deployments delivered. */
@NullMarked
package org.seiplatform.fact;

import org.jspecify.annotations.NullMarked;
