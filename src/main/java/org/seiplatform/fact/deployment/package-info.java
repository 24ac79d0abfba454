/** Deployments, the attempts that a sender and a provider report, and the environments they go to. */
@NullMarked
package org.seiplatform.fact.deployment;

import org.jspecify.annotations.NullMarked;
