/** The SEI Platform: how teams deliver, from their commits, pull requests, deployments and incidents. */
@NullMarked
package org.seiplatform;

import org.jspecify.annotations.NullMarked;
