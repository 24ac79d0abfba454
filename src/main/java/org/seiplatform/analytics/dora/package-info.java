/** The five DORA metrics, each in a class of its own name, and the deployments and changes behind them. */
@NullMarked
package org.seiplatform.analytics.dora;

import org.jspecify.annotations.NullMarked;
