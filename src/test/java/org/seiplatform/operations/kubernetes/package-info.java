/** Holds every manifest, image and compose file against what Kubernetes, their neighbours and our own sums ask of them. */
@NullMarked
package org.seiplatform.operations.kubernetes;

import org.jspecify.annotations.NullMarked;
